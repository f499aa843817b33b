package io.tocsin.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A room that remembers when it first heard of each monitor in each state. */
final class Room implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    Room() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/room";
    }

    private void take(HttpExchange exchange) throws IOException {
        long now = System.currentTimeMillis();
        JsonNode message = JSON.readTree(exchange.getRequestBody());
        for (JsonNode incident : message.path("incidents")) {
            heard.putIfAbsent(incident.path("monitor").asText() + " " + incident.path("state").asText(), now);
        }
        byte[] answer = "{}".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** When the room first heard that monitors were in this state, by monitor, in milliseconds since the epoch. */
    Map<String, Long> heard(String state) {
        Map<String, Long> times = new ConcurrentHashMap<>();
        heard.forEach((key, at) -> {
            if (key.endsWith(" " + state)) {
                times.put(key.substring(0, key.length() - state.length() - 1), at);
            }
        });
        return times;
    }

    void forget() {
        heard.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
