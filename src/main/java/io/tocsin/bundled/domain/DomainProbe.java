package io.tocsin.bundled.domain;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Looking;
import io.tocsin.net.Trouble;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Says what is known of a domain; looks it up when that is older than a day. */
record DomainProbe(
        String domain, String server, Optional<Endpoint> whoisServer, DomainType type, ProbeContext context)
        implements Probe {

    private static final Duration A_DAY = Duration.ofDays(1);
    /** How soon it is tried again when no registry could be reached: that was no look-up. */
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration GOOD_FOR = Duration.ofDays(30);
    private static final String NOBODY = "-";
    private static final String NO_END = "?";
    private static final int DATE = 10;

    @Override
    public Result run(Duration limit) throws InterruptedException {
        return Looking.at(limit, type.dialer().clock(), this::look);
    }

    private void look(Attempt attempt, Result.Builder seen) throws IOException, InterruptedException {
        attempt.host(domain);
        ReentrantLock lock = type.register().lock(domain);
        if (!lock.tryLock(attempt.left(), TimeUnit.NANOSECONDS)) {
            throw new Trouble(Phrase.of("domain.busy", attempt.limit(), domain));
        }
        String known;
        try {
            known = known(attempt);
        } finally {
            lock.unlock();
        }
        if (known.equals(NOBODY)) {
            throw new Trouble(Phrase.of("domain.nobody", domain));
        }
        if (known.startsWith(NO_END)) {
            throw new Trouble(Phrase.of("domain.no-end", known.substring(1), domain));
        }
        Instant end = Instant.parse(known);
        seen.connected(true).domainLeft(Duration.between(type.dialer().clock().instant(), end));
        seen.status(0, "registered until " + end.toString().substring(0, DATE));
    }

    private String known(Attempt attempt) throws IOException, InterruptedException {
        Optional<Register.Known> fresh = type.register().find(key(), A_DAY);
        if (fresh.isPresent()) {
            return fresh.get().value();
        }
        Optional<Trouble> tried = type.register().failed(key(), SOON);
        if (tried.isPresent()) {
            return older(tried.get());
        }
        try {
            return type.register().learn(key(), written(found(attempt), attempt)).value();
        } catch (IOException unreached) {
            if (Thread.currentThread().isInterrupted()) {
                throw unreached;
            }
            return older(type.register().fail(key(), unreached, attempt));
        }
    }

    /** An end does not change because the registry is out of order. */
    private String older(Trouble trouble) throws Trouble {
        return type.register().find(key(), GOOD_FOR)
                .map(Register.Known::value)
                .filter(value -> !value.equals(NOBODY) && !value.startsWith(NO_END))
                .orElseThrow(() -> trouble);
    }

    private String key() {
        return "domain " + domain;
    }

    private static String written(Found found, Attempt attempt) {
        return switch (found) {
            case Found.Until until -> until.end().toString();
            case Found.Nobody _ -> NOBODY;
            case Found.Unreadable _ -> NO_END + attempt.there();
        };
    }

    private Found found(Attempt attempt) throws IOException, InterruptedException {
        if (whoisServer.isEmpty()) {
            attempt.await(Phrase.of("domain.await"));
            try {
                Optional<Found> found = type.rdap().ask(domain, server, Duration.ofNanos(attempt.left() / 2));
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (IOException | Refusal unanswered) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException("looking up " + domain + " was interrupted");
                }
                if (!server.isEmpty()) {
                    throw new Trouble(
                            Phrase.of("domain.rdap", domain, Clean.text(String.valueOf(unanswered.getMessage()))));
                }
            }
        }
        return type.whois().ask(domain, whoisServer, context, attempt);
    }
}
