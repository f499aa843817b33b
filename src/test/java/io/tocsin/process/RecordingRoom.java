package io.tocsin.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A room on the other side of the bundled webhooks: it writes down what it is told, and takes it badly where it should. */
final class RecordingRoom implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Told> attempts = new ArrayList<>();
    private final List<Told> taken = new ArrayList<>();
    private final Map<String, String> references = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<Told, Reaction> reactions = told -> Reaction.TAKE;

    /**
     * What it was told.
     *
     * @param room the path, which tells several rooms apart
     * @param action post, edit or reply
     */
    record Told(
            String room, String action, String key, String reference, String title, String text,
            List<Told.Incident> incidents,
            Instant at) {

        /** One entry of {@code incidents}. */
        record Incident(long number, String monitor, String state) {}

        boolean says(String part) {
            return text.contains(part);
        }
    }

    /** What it does with a message. */
    record Reaction(int status, Optional<Duration> retryAfter, Duration delay) {

        static final Reaction TAKE = new Reaction(200, Optional.empty(), Duration.ZERO);

        static Reaction status(int status) {
            return new Reaction(status, Optional.empty(), Duration.ZERO);
        }

        static Reaction limit(Duration retryAfter) {
            return new Reaction(429, Optional.of(retryAfter), Duration.ZERO);
        }

        static Reaction after(Duration delay) {
            return new Reaction(200, Optional.empty(), delay);
        }
    }

    RecordingRoom() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The address of a room of that name. */
    String url(String room) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + room;
    }

    /** The keys by which the bot knows a room of that name as {@code webhook:name}. */
    Map<String, String> config(String room, boolean edits) {
        return Map.of("webhook." + room + ".url", url(room), "webhook." + room + ".edits", Boolean.toString(edits));
    }

    void react(Function<Told, Reaction> reaction) {
        reactions = reaction;
    }

    /** What arrived and was taken, in order. */
    List<Told> taken() {
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    List<Told> taken(String room) {
        return taken().stream().filter(told -> told.room().equals(room)).toList();
    }

    /** What arrived, taken or not. */
    List<Told> attempts() {
        synchronized (attempts) {
            return List.copyOf(attempts);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String room = exchange.getRequestURI().getPath().substring(1);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("GET")) {
                find(exchange, exchange.getRequestURI().getQuery().replaceFirst("^key=", ""));
                return;
            }
            Told told = told(room, MAPPER.readTree(body));
            synchronized (attempts) {
                attempts.add(told);
            }
            Reaction reaction = reactions.apply(told);
            if (!reaction.delay().isZero()) {
                closed.await(reaction.delay().toMillis(), TimeUnit.MILLISECONDS);
            }
            reaction.retryAfter().ifPresent(
                    time -> exchange.getResponseHeaders().add("Retry-After", Long.toString(time.toSeconds())));
            answer(exchange, reaction.status(), reaction.status() < 300 ? take(told) : "{\"error\":\"not now\"}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String take(Told told) {
        synchronized (taken) {
            taken.add(told);
        }
        String reference = told.action().equals("edit") ? told.reference() : "ref-" + told.key();
        references.put(told.key(), reference);
        return MAPPER.createObjectNode().put("reference", reference).toString();
    }

    private void find(HttpExchange exchange, String key) throws IOException {
        String reference = references.get(key);
        answer(exchange, reference == null ? 404 : 200,
                MAPPER.createObjectNode().put("reference", reference).toString());
    }

    private static Told told(String room, JsonNode body) {
        List<Told.Incident> incidents = new ArrayList<>();
        body.path("incidents").forEach(incident -> incidents.add(new Told.Incident(
                incident.path("number").asLong(), incident.path("monitor").asText(), incident.path("state").asText())));
        return new Told(
                room, body.path("action").asText(), body.path("key").asText(), body.path("reference").asText(),
                body.path("title").asText(), body.path("text").asText(), incidents, Instant.now());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
