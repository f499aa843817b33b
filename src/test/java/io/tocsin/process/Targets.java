package io.tocsin.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * What the bot watches: one server with a path for each monitor. What each answers is decided here, and what each has
 * answered is written down.
 */
final class Targets implements AutoCloseable {

    private static final int BACKLOG = 1_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> fixed = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Answered> log = new ConcurrentLinkedQueue<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile ToIntFunction<String> answers = name -> 200;

    /**
     * One answer.
     *
     * @param run the value of the request's header {@code X-Run}, empty for none
     */
    record Answered(String name, String run, int status, Instant at) {

        boolean up() {
            return status < 400;
        }
    }

    Targets() {
        this(0);
    }

    /** On the port of one that was closed, as a server that is started again. */
    Targets(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String name) {
        return "http://127.0.0.1:" + port() + "/" + name;
    }

    /** What the targets answer that have not been set, by name; 0 is never an answer. */
    void answer(ToIntFunction<String> byName) {
        answers = byName;
    }

    /** Has one target answer so from now on; 0 means it never does. */
    void set(String name, int status) {
        fixed.put(name, status);
    }

    /** All answers of one target, in order. */
    List<Answered> log(String name) {
        return log.stream().filter(answered -> answered.name().equals(name)).toList();
    }

    List<Answered> log() {
        return new ArrayList<>(log);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1);
            exchange.getRequestBody().readAllBytes();
            int status = fixed.containsKey(name) ? fixed.get(name) : answers.applyAsInt(name);
            if (status == 0) {
                hang();
                return;
            }
            String run = String.valueOf(exchange.getRequestHeaders().getFirst("X-Run"));
            log.add(new Answered(name, run.equals("null") ? "" : run, status, Instant.now()));
            byte[] body = ("answer " + status).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Connection", "close");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** How many requests it has not answered and never will. */
    int hanging() {
        return hanging.get();
    }

    private void hang() {
        hanging.incrementAndGet();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
