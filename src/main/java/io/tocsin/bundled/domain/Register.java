package io.tocsin.bundled.domain;

import io.tocsin.net.Attempt;
import io.tocsin.net.Looking;
import io.tocsin.net.Trouble;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Store;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of domains, and when it was asked. Safe for use by several threads. */
final class Register {

    private static final Logger LOG = LoggerFactory.getLogger(Register.class);
    private static final String SEPARATOR = " ";

    private final InstantSource clock;
    private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Failed> failed = new ConcurrentHashMap<>();
    private volatile @Nullable Store store;
    private volatile @Nullable Http http;

    Register(InstantSource clock) {
        this.clock = clock;
    }

    /** The bot runs: from now on what is known lasts. */
    void open(Store lasting, Http client) {
        store = lasting;
        http = client;
    }

    Http http() {
        Http client = http;
        if (client == null) {
            throw new IllegalStateException("the plugin domain has not been started");
        }
        return client;
    }

    /**
     * Something that was learnt.
     *
     * @param asked when
     * @param value what; empty if the answer was that there is nothing
     */
    record Known(Instant asked, String value) {

        String line() {
            return asked + SEPARATOR + value;
        }

        static Optional<Known> parse(String line) {
            int space = line.indexOf(SEPARATOR);
            try {
                return space < 0
                        ? Optional.empty()
                        : Optional.of(new Known(Instant.parse(line.substring(0, space)), line.substring(space + 1)));
            } catch (DateTimeException unreadable) {
                return Optional.empty();
            }
        }
    }

    private record Failed(Instant when, Trouble why) {}

    /** Why it could not be asked within that time. */
    Optional<Trouble> failed(String key, Duration age) {
        Instant now = clock.instant();
        return Optional.ofNullable(failed.get(key))
                .filter(last -> last.when().plus(age).isAfter(now) && !last.when().isAfter(now))
                .map(Failed::why);
    }

    Trouble fail(String key, IOException failure, Attempt attempt) {
        Trouble why = Looking.explained(failure, attempt, clock);
        failed.put(key, new Failed(clock.instant(), why));
        return why;
    }

    ReentrantLock lock(String key) {
        return locks.computeIfAbsent(key, name -> new ReentrantLock());
    }

    /** What was learnt within that time. */
    Optional<Known> find(String key, Duration age) {
        Known here = known.computeIfAbsent(key, this::stored);
        Instant now = clock.instant();
        boolean fresh = here.asked().plus(age).isAfter(now) && !here.asked().isAfter(now.plus(age));
        return fresh ? Optional.of(here) : Optional.empty();
    }

    private Known stored(String key) {
        Store lasting = store;
        Optional<String> line = lasting == null ? Optional.empty() : lasting.get(key);
        return line.flatMap(Known::parse).orElse(new Known(Instant.EPOCH, ""));
    }

    Known learn(String key, String value) {
        Known learnt = new Known(clock.instant(), value);
        known.put(key, learnt);
        Store lasting = store;
        if (lasting != null) {
            try {
                lasting.put(key, learnt.line());
            } catch (Refusal full) {
                LOG.warn("What was learnt of {} is forgotten at the next start: {}", key, full.getMessage());
            }
        }
        return learnt;
    }
}
