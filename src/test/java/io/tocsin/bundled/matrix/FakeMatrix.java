package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A homeserver on loopback: the requests of the client-server API that the bot makes, answered as documented, and people
 * who talk. What tests look at are copies. One account.
 */
public final class FakeMatrix implements AutoCloseable {

    public static final String BOT = "@tocsin:example.org";
    public static final String TOKEN = "syt_token_of_the_bot";
    public static final String PASSWORD = "correct horse";

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int LARGEST_EVENT = 65_536;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, FakeRoom> rooms = new LinkedHashMap<>();
    private final Map<String, String> transactions = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, Deque<Trick>> tricks = new HashMap<>();
    private final int port;
    private HttpServer http;
    private String token = TOKEN;
    private long position;
    private int logIns;
    private volatile boolean closed;

    /** A request as it came, without the prefix of the API. */
    public record Asked(String method, String path, String contentType, String query, byte[] raw) {

        JsonNode body() {
            try {
                return JSON.readTree(raw);
            } catch (IOException noJson) {
                throw new UncheckedIOException(noJson);
            }
        }
    }

    private record Answer(int status, JsonNode body) {}

    /** @param answer nothing to do what is asked, and lose the answer */
    private record Trick(Answer answer) {}

    public FakeMatrix() {
        http = begun(0);
        port = http.getAddress().getPort();
    }

    private HttpServer begun(int at) {
        try {
            HttpServer begun = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), at), 0);
            begun.setExecutor(threads);
            begun.createContext("/", this::answer);
            begun.start();
            return begun;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    // what tests set up and do

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public synchronized FakeMatrix room(String id, String alias, boolean joined, int members) {
        rooms.put(id, new FakeRoom(id, alias, joined, members));
        return this;
    }

    synchronized FakeRoom room(String id) {
        return Objects.requireNonNull(rooms.get(id));
    }

    synchronized void invite(String id) {
        room(id).invited = true;
        room(id).mayJoin = true;
        position++;
        notifyAll();
    }

    /** The token ends; whoever logs in gets another. */
    synchronized void endToken() {
        token = "syt_another_" + position++;
        notifyAll();
    }

    synchronized int logIns() {
        return logIns;
    }

    /** The next request whose path begins so is answered so, and nothing is done. */
    synchronized void fail(String path, int status, String body) {
        try {
            tricks.computeIfAbsent(path, _ -> new ArrayDeque<>())
                    .add(new Trick(new Answer(status, JSON.readTree(body))));
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** The next request whose path begins so is done, and its answer is lost. */
    synchronized void loseAnswer(String path) {
        tricks.computeIfAbsent(path, _ -> new ArrayDeque<>()).add(new Trick(null));
    }

    synchronized void down() {
        http.stop(0);
    }

    synchronized void up() {
        http = begun(port);
    }

    /** Whether the bot knows how things stand and asks for what is new. */
    public synchronized boolean connected() {
        return asked.stream().anyMatch(it -> it.path.equals("sync") && it.query.contains("since="));
    }

    public synchronized List<Posted> messages(String room) {
        return room(room).posted();
    }

    synchronized List<Asked> asked(String path) {
        return asked.stream().filter(it -> it.path.startsWith(path)).toList();
    }

    public String say(String room, String person, String text) {
        return say(room, person, JSON.createObjectNode().put("msgtype", "m.text").put("body", text));
    }

    String say(String room, String person, ObjectNode content) {
        return happens(room, "m.room.message", person, content, JSON.createObjectNode().put("age", 5));
    }

    synchronized String happens(String room, String type, String sender, ObjectNode content, ObjectNode unsigned) {
        ObjectNode event = JSON.createObjectNode()
                .put("type", type)
                .put("event_id", "$" + ++position)
                .put("sender", sender)
                .put("position", position);
        if (type.equals("m.room.member")) {
            event.put("state_key", sender);
        }
        event.set("content", content);
        event.set("unsigned", unsigned);
        room(room).events.add(event);
        notifyAll();
        return "$" + position;
    }

    // what the bot sees

    private void answer(HttpExchange exchange) throws IOException {
        byte[] raw = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getRawPath().replaceFirst("^/_matrix/(client|media)/v3/", "");
        Asked request = new Asked(
                exchange.getRequestMethod(), path,
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""), raw);
        Trick trick = noted(request);
        Answer answer = trick == null || trick.answer == null
                ? judged(request, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))
                : trick.answer;
        if (trick != null && trick.answer == null) {
            exchange.close();
            return;
        }
        byte[] bytes = answer.body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Trick noted(Asked request) {
        asked.add(request);
        return tricks.entrySet().stream()
                .filter(entry -> request.path.startsWith(entry.getKey()) && !entry.getValue().isEmpty())
                .findFirst()
                .map(entry -> entry.getValue().poll())
                .orElse(null);
    }

    private synchronized Answer judged(Asked request, String authorization) {
        if (request.path.equals("login")) {
            return logIn(request.body());
        }
        if (!authorization.equals("Bearer " + token)) {
            return error(401, "M_UNKNOWN_TOKEN", "Unrecognised access token");
        }
        String[] parts = request.path.split("/");
        return switch (request.method + " " + parts[0]) {
            case "GET account" -> ok(JSON.createObjectNode().put("user_id", BOT));
            case "GET profile" -> ok(JSON.createObjectNode().put("displayname", "Tocsin Bell"));
            case "GET sync" -> sync(request.query);
            case "GET directory" -> alias(decoded(parts[2]));
            case "POST join" -> join(decoded(parts[1]));
            case "POST upload" -> ok(JSON.createObjectNode().put("content_uri", "mxc://example.org/file"));
            case "GET rooms" -> encryption(decoded(parts[1]));
            case "PUT rooms" -> send(decoded(parts[1]), parts[4], request);
            default -> error(404, "M_UNRECOGNIZED", "Unrecognized request");
        };
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private Answer logIn(JsonNode body) {
        boolean right = body.path("type").asText().equals("m.login.password")
                && body.path("identifier").path("type").asText().equals("m.id.user")
                && body.path("identifier").path("user").asText().equals("tocsin")
                && body.path("password").asText().equals(PASSWORD);
        if (!right) {
            return error(403, "M_FORBIDDEN", "Invalid username or password");
        }
        logIns++;
        return ok(JSON.createObjectNode().put("user_id", BOT).put("access_token", token)
                .put("device_id", body.path("device_id").asText()));
    }

    private Answer sync(String query) {
        Map<String, String> given = new HashMap<>();
        for (String pair : query.split("&")) {
            given.put(pair.substring(0, pair.indexOf('=')), decoded(pair.substring(pair.indexOf('=') + 1)));
        }
        String mark = given.getOrDefault("since", "");
        if (!mark.isEmpty() && !mark.startsWith("s")) {
            return error(400, "M_UNKNOWN", "Invalid stream token");
        }
        long since = mark.isEmpty() ? -1 : Long.parseLong(mark.substring(1));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(given.get("timeout")));
        while (since >= position && System.nanoTime() < end && !closed) {
            try {
                wait(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        ObjectNode answer = JSON.createObjectNode().put("next_batch", "s" + position);
        ObjectNode told = answer.putObject("rooms");
        ObjectNode join = told.putObject("join");
        ObjectNode invite = told.putObject("invite");
        for (FakeRoom room : rooms.values()) {
            if (room.joined && (since < 0 || room.hasNews(since))) {
                join.set(room.id, room.news(since));
            } else if (!room.joined && room.invited) {
                invite.putObject(room.id);
            }
        }
        return ok(answer);
    }

    private Answer alias(String alias) {
        return rooms.values().stream()
                .filter(room -> room.alias.equals(alias))
                .findFirst()
                .map(room -> ok(JSON.createObjectNode().put("room_id", room.id)))
                .orElse(error(404, "M_NOT_FOUND", "Room alias not found"));
    }

    private Answer join(String id) {
        FakeRoom room = rooms.get(id);
        if (room == null || !room.joined && !room.mayJoin) {
            return error(403, "M_FORBIDDEN", "You are not invited to this room.");
        }
        room.joined = true;
        return ok(JSON.createObjectNode().put("room_id", id));
    }

    private Answer encryption(String id) {
        FakeRoom room = rooms.get(id);
        if (room == null || !room.joined) {
            return error(403, "M_FORBIDDEN", "You aren't a member of the room.");
        }
        return room.encrypted
                ? ok(JSON.createObjectNode().put("algorithm", "m.megolm.v1.aes-sha2"))
                : error(404, "M_NOT_FOUND", "Event not found.");
    }

    private Answer send(String id, String transaction, Asked request) {
        FakeRoom room = rooms.get(id);
        if (room == null || !room.joined || !room.mayWrite) {
            return error(403, "M_FORBIDDEN", "You cannot post there.");
        }
        JsonNode content = request.body();
        if (request.raw.length > LARGEST_EVENT) {
            return error(413, "M_TOO_LARGE", "event too large");
        }
        if (content.path("msgtype").asText("").isEmpty() || content.path("body").asText("").isEmpty()) {
            return error(400, "M_BAD_JSON", "no msgtype or body");
        }
        String event = transactions.computeIfAbsent(transaction, _ -> happens(
                id, "m.room.message", BOT, (ObjectNode) content, JSON.createObjectNode()));
        return ok(JSON.createObjectNode().put("event_id", event));
    }

    private static Answer ok(ObjectNode body) {
        return new Answer(200, body);
    }

    private static Answer error(int status, String code, String text) {
        return new Answer(status, JSON.createObjectNode().put("errcode", code).put("error", text));
    }

    @Override
    public void close() {
        closed = true;
        http.stop(0);
        threads.shutdownNow();
    }
}
