package io.tocsin.aws;

import io.tocsin.spi.Http;
import io.tocsin.spi.sign.Credentials;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for credentials in AWS's order: environment, profile, container, machine. What was found is kept till its end. */
final class Chain {

    private static final Logger log = LoggerFactory.getLogger(Chain.class);
    /** New ones are there some minutes before the old ones end. */
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(5);

    private final Environment environment;
    private final Profiles profiles;
    private final Handed handed;
    private final InstantSource clock;
    private Optional<Found> found = Optional.empty();

    Chain(Environment environment, Http local, InstantSource clock) {
        this.environment = environment;
        this.profiles = new Profiles(environment);
        this.handed = new Handed(environment, local);
        this.clock = clock;
    }

    /** @throws IOException in words for people, if there are none */
    synchronized Found find() throws IOException {
        Instant now = clock.instant();
        if (found.filter(known -> known.until() == Instant.MAX
                || known.until().minus(BEFORE_THE_END).isAfter(now)).isEmpty()) {
            found = Optional.of(look());
            log.info("AWS credentials are those of {}", found.get().from());
        }
        return found.get();
    }

    /** They were refused: somebody may have replaced them. */
    synchronized void forget() {
        found = Optional.empty();
    }

    private Found look() throws IOException {
        Optional<Found> first = inEnvironment();
        if (first.isEmpty()) {
            first = profiles.find();
        }
        if (first.isEmpty()) {
            first = handed.container();
        }
        if (first.isEmpty()) {
            first = handed.instance();
        }
        return first.orElseThrow(() -> new IOException("there are no AWS credentials: set AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, or write them into ~/.aws/credentials, or give the container or the machine"
                + " a role"));
    }

    private Optional<Found> inEnvironment() {
        Optional<String> id = environment.get("AWS_ACCESS_KEY_ID");
        Optional<String> secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        String token = environment.get("AWS_SESSION_TOKEN").orElse("");
        return Optional.of(new Found(new Credentials(id.get(), secret.get(), token), "the environment", Instant.MAX));
    }

    /** Where AWS's tools would work; an unreadable file is told when credentials are looked for. */
    Optional<String> region() {
        Optional<String> named =
                environment.get("AWS_REGION").or(() -> environment.get("AWS_DEFAULT_REGION"));
        if (named.isPresent()) {
            return named;
        }
        try {
            return profiles.region();
        } catch (IOException unreadable) {
            log.debug("no region", unreadable);
            return Optional.empty();
        }
    }
}
