package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Runs probes as the bot does: on a virtual thread, from settings as they are written. */
final class Probing implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(10);
    static final Duration SHORT = Duration.ofMillis(500);

    private final Clients clients;
    private final HttpType type;
    private ProbeContext context = (host, address) -> {};

    Probing() {
        this(Trust.ofThisJava(), InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")));
    }

    Probing(Trust trust, InstantSource clock) {
        this(new Clients(() -> trust), clock);
    }

    /** @param bodies bytes that all bodies may take that are read at the same time */
    Probing(long bodies) {
        this(new Clients(Trust::ofThisJava, new Bodies(bodies)), InstantSource.system());
    }

    /** @param names asked for the addresses of hosts */
    Probing(CheckDns.Names names, InstantSource clock) {
        this(new Clients(Trust::ofThisJava, new Bodies(100_000_000), names), clock);
    }

    private Probing(Clients clients, InstantSource clock) {
        this.clients = clients;
        type = new HttpType(clients, clock, "Tocsin/test");
    }

    /** Loads what a first check loads, so that short limits measure the server. */
    static void warmUp() throws Exception {
        try (Probing probing = new Probing();
                RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                ScriptedServer noTls = ScriptedServer.saying("no TLS")) {
            probing.check(server.url());
            probing.check("https://" + noTls.address());
        }
    }

    Probing context(ProbeContext asked) {
        context = asked;
        return this;
    }

    HttpType type() {
        return type;
    }

    /** @param settings lines such as {@code method=POST}; a name may come several times */
    Probe probe(String target, String... settings) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            values.computeIfAbsent(setting.substring(0, equals), name -> new ArrayList<>())
                    .add(setting.substring(equals + 1));
        }
        return type.probe(target, new Settings(values), context);
    }

    Result check(String target, String... settings) throws Exception {
        return run(probe(target, settings), LIMIT);
    }

    Result checkShortly(String target, String... settings) throws Exception {
        return run(probe(target, settings), SHORT);
    }

    static Result run(Probe probe, Duration limit) throws Exception {
        return onVirtualThread(() -> probe.run(limit));
    }

    static <T> T onVirtualThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task.get(30, TimeUnit.SECONDS);
    }

    static String reason(Result result) {
        assertThat(result.failure()).as("a failure").isPresent();
        return Catalogue.english().say(result.failure().orElseThrow());
    }

    @Override
    public void close() {
        clients.close();
    }
}
