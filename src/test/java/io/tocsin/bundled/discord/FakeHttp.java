package io.tocsin.bundled.discord;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP side of {@link FakeDiscord}. */
final class FakeHttp implements AutoCloseable {

    private static final String API = "/api/v10/";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Handler handler;

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        FakeAnswer answer(Request request) throws IOException;
    }

    /**
     * A request.
     *
     * @param path after the address of the API
     */
    record Request(
            String method, String path, String query, String authorization, String contentType, byte[] bytes) {

        static Request of(HttpExchange exchange) throws IOException {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            String path = URLDecoder.decode(
                    exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8).substring(API.length());
            return new Request(exchange.getRequestMethod(), path,
                    String.valueOf(exchange.getRequestURI().getRawQuery()),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")), bytes);
        }
    }

    FakeHttp(Handler handler) {
        this.handler = handler;
        try {
            http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
    }

    void open() {
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + API;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            FakeAnswer answer = handler.answer(Request.of(exchange));
            exchange.getResponseHeaders().set("Via", "1.1 google");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] text =
                    answer.body().map(json -> json.toString().getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
            exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
            if (text.length > 0) {
                exchange.getResponseBody().write(text);
            }
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
