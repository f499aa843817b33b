package io.tocsin;

import io.tocsin.config.Keys;
import io.tocsin.config.Secret;
import io.tocsin.intake.Signature;
import io.tocsin.spi.Http;
import io.tocsin.spi.Http.Request;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.web.HealthCheck;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells somebody outside that the bot lives, as long as every loop does without which nothing is watched. */
final class OwnHeartbeat implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OwnHeartbeat.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Settings settings;
    private final Http http;
    private final List<HealthCheck> vital;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("own-heartbeat").daemon().factory());
    private String trouble = "";

    /**
     * Whom to tell, and how.
     *
     * @param url may hold a secret
     * @param secret signs a POST; without it a GET is sent
     */
    record Settings(Optional<Secret> url, Optional<Secret> secret, Duration every) {

        static Settings from(Keys keys) {
            Optional<Secret> url = keys.secret("heartbeat.url");
            if (url.isPresent() && !isAddress(url.get().reveal())) {
                keys.problem("heartbeat.url", Phrase.of("root.heartbeat-url"));
            }
            Duration every = keys.duration("heartbeat.every", "60s");
            if (every.compareTo(Duration.ofSeconds(1)) < 0) {
                keys.problem("heartbeat.every", Phrase.of("root.heartbeat-every"));
                every = Duration.ofMinutes(1);
            }
            return new Settings(url, keys.secret("heartbeat.secret"), every);
        }

        private static boolean isAddress(String text) {
            try {
                URI address = new URI(text);
                return address.getHost() != null && String.valueOf(address.getScheme()).matches("(?i)https?");
            } catch (java.net.URISyntaxException wrong) {
                return false;
            }
        }
    }

    OwnHeartbeat(Settings settings, Http http, List<HealthCheck> checks, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.vital = checks.stream().filter(HealthCheck::vital).toList();
        this.clock = clock;
    }

    void start() {
        settings.url().ifPresent(url -> {
            var _ = timer.scheduleWithFixedDelay(
                    () -> beat(url.reveal()), 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    @SuppressWarnings("IllegalCatch") // whatever goes wrong with one, the next has to be sent
    private void beat(String url) {
        try {
            Optional<String> dead = vital.stream()
                    .filter(check -> check.state().get() instanceof HealthCheck.State.Down)
                    .map(HealthCheck::name)
                    .findFirst();
            note(dead.isPresent() ? "the bot's " + dead.get() + " stands still" : send(url));
        } catch (RuntimeException | Error broken) {
            note(broken.getClass().getSimpleName());
        }
    }

    /** What is wrong; empty if it was taken. An address may be a secret, so that nothing of what failed is quoted. */
    private String send(String url) {
        try {
            Http.Answer answer = http.send(settings.secret()
                    .map(secret -> signed(url, secret.reveal()))
                    .orElseGet(() -> Request.get(url)));
            return answer.ok() ? "" : "it was answered with status " + answer.status();
        } catch (IOException | Refusal failed) {
            return "it could not be sent (" + failed.getClass().getSimpleName() + ")";
        }
    }

    private Request signed(String url, String secret) {
        String body = "{\"time\": " + BigDecimal.valueOf(clock.instant().toEpochMilli(), 3) + "}";
        Map<String, String> headers = new HashMap<>(Signature.headers(secret, body.getBytes(StandardCharsets.UTF_8)));
        headers.put("Content-Type", "application/json");
        return new Request("POST", url, headers, body, LIMIT);
    }

    private void note(String now) {
        if (!now.equals(trouble)) {
            log.warn("The bot's own heartbeat {}", now.isEmpty() ? "is taken again" : "is not sent or taken: " + now);
        }
        trouble = now;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
