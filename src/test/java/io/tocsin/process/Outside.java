package io.tocsin.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.subethamail.smtp.server.SMTPServer;

/**
 * What is outside of the bot in a run of all seven systems: the web that it watches and the services that it asks and tells,
 * one server with a path for each, and a mail server. Each answers as its provider documents it.
 */
final class Outside implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final SMTPServer mail;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Supplier<Said>> answers = new ConcurrentHashMap<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final Consumer<Told> listener;

    /** What one service was told, in a line. */
    record Told(String service, String line) {}

    /** An answer. */
    record Said(int status, String body) {

        static Said ok(String body) {
            return new Said(200, body);
        }
    }

    /** @param listener hears of all that a service is told */
    Outside(Consumer<Told> listener) {
        this.listener = listener;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        mail = new SMTPServer.Builder()
                .bindAddress(InetAddress.ofLiteral("127.0.0.1"))
                .port(0)
                .messageHandler((context, from, to, data) -> hear("mail", headline(new String(data, UTF_8))))
                .build();
        mail.start();
    }

    int mailPort() {
        return mail.getPortAllocated();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** What is answered below a path from now on. */
    Outside answer(String path, Supplier<Said> said) {
        answers.put(path, said);
        return this;
    }

    Outside answer(String path, String body) {
        return answer(path, () -> Said.ok(body));
    }

    /** What a service was told so far. */
    List<String> told(String service) {
        return told.stream().filter(it -> it.service.equals(service)).map(Told::line).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Optional<String> known = answers.keySet().stream()
                    .filter(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"))
                    .max(Comparator.comparingInt(String::length));
            if (known.isPresent() && !body.isEmpty()) {
                hear(path.split("/")[1], line(exchange, body));
            }
            Said said = known.map(answers::get).map(Supplier::get).orElse(new Said(404, "{}"));
            byte[] bytes = said.body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(said.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void hear(String service, String line) {
        if (!line.isEmpty()) {
            Told heard = new Told(service, line);
            told.add(heard);
            listener.accept(heard);
        }
    }

    /** The text of a request that is about something watched; empty for any other. */
    private static String line(HttpExchange exchange, String body) {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        List<String> texts = new ArrayList<>();
        if (type.startsWith("application/x-www-form-urlencoded")) {
            for (String field : body.split("&")) {
                texts.add(URLDecoder.decode(field.substring(field.indexOf('=') + 1), UTF_8));
            }
        } else {
            try {
                collect(JSON.readTree(body), texts);
            } catch (JsonProcessingException text) {
                texts.add(body);
            }
        }
        String action =
                texts.stream().filter(text -> text.matches("trigger|acknowledge|resolve")).findFirst().orElse("");
        return texts.stream()
                .map(text -> text.replaceAll("\\s+", " ").strip())
                .filter(text -> text.matches("(?s).*\\b(DOWN|DEGRADED|RECOVERED)\\b.*") || action.equals("resolve"))
                .findFirst()
                .map(text -> (action + " " + text.substring(0, Math.min(110, text.length()))).strip())
                .orElse("");
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        if (node.isArray() && !node.isEmpty() && node.get(0).isTextual()) {
            List<String> all = new ArrayList<>();
            node.forEach(each -> all.add(each.asText()));
            texts.add(String.join(" ", all));
        } else {
            node.forEach(each -> collect(each, texts));
        }
    }

    /** The first line of the text that says how something stands. */
    private static String headline(String mail) {
        return mail.lines().filter(line -> line.matches("(DOWN|DEGRADED|RECOVERED)\\b.*")).findFirst().orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        mail.stop();
    }
}
