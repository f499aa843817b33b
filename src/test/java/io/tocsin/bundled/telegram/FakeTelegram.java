package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Telegram on loopback: the methods of the Bot API that the bot calls, answered as documented, and people who talk and
 * click. What tests look at are copies. One bot.
 */
public final class FakeTelegram implements AutoCloseable {

    public static final String TOKEN = "123456:AAfake_token-0123456789";
    public static final long BOT = 777;
    public static final String NAME = "tocsin_bot";

    static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeChats chats = new FakeChats();
    private final Deque<ObjectNode> updates = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, Deque<Trick>> tricks = new HashMap<>();
    private final int port;
    private HttpServer http;
    private int nextUpdate = 100;
    private ArrayNode commands = JSON.createArrayNode();
    private volatile boolean closed;

    /** A request as it came. {@code body} is missing where a file was sent. */
    public record Asked(String method, String contentType, JsonNode body, String raw) {}

    /** What happens in place of an answer, or after it was made. */
    private record Trick(int code, String answer, boolean done) {}

    public FakeTelegram() {
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

    public String apiUrl() {
        return "http://127.0.0.1:" + port;
    }

    public synchronized FakeTelegram chat(long id, String type, String name) {
        chats.add(id, type, name);
        return this;
    }

    synchronized void deny(long chat, int code, String description) {
        chats.deny(chat, code, description);
    }

    synchronized void upgrade(long from, long to) {
        chats.upgrade(from, to);
    }

    /** The next request of a method is answered so, and nothing is done. */
    synchronized void fail(String method, int code, String description, String parameters) {
        tricks.computeIfAbsent(method, _ -> new ArrayDeque<>()).add(new Trick(code,
                "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\""
                        + (parameters.isEmpty() ? "" : ",\"parameters\":" + parameters) + "}",
                false));
    }

    /** The next request of a method is done, and its answer is lost. */
    synchronized void loseAnswer(String method) {
        tricks.computeIfAbsent(method, _ -> new ArrayDeque<>()).add(new Trick(0, "", true));
    }

    synchronized void mend(String method) {
        tricks.remove(method);
    }

    synchronized void down() {
        http.stop(0);
    }

    synchronized void up() {
        http = begun(port);
    }

    public synchronized List<Posted> messages(long chat) {
        return chats.messages(chat);
    }

    synchronized List<Asked> asked(String method) {
        return asked.stream().filter(it -> it.method.equals(method)).toList();
    }

    synchronized int waiting() {
        return updates.size();
    }

    /** Somebody types; returns the number of the message. */
    public long say(long chat, long person, String text) {
        return say(chat, person, text, JSON.createObjectNode());
    }

    /** @param more what else is in the message */
    public synchronized long say(long chat, long person, String text, ObjectNode more) {
        long id = chats.number();
        ObjectNode message = JSON.createObjectNode().put("message_id", id)
                .put("date", System.currentTimeMillis() / 1000);
        message.set("from", person(person));
        message.set("chat", chats.json(chat));
        message.put("text", text);
        message.setAll(more);
        tell("message", message);
        return id;
    }

    public synchronized String click(long chat, Posted posted, long person, String data) {
        ObjectNode click = JSON.createObjectNode().put("id", "click-" + nextUpdate).put("data", data);
        click.set("from", person(person));
        click.set("message", chats.json(chat, posted));
        tell("callback_query", click);
        return click.path("id").asText();
    }

    synchronized void tell(String kind, ObjectNode what) {
        ObjectNode update = JSON.createObjectNode().put("update_id", nextUpdate++);
        update.set(kind, what);
        updates.add(update);
        notifyAll();
    }

    /** Numbers of updates begin anew, as after a quiet week. */
    synchronized void beginAnew() {
        nextUpdate = 5;
    }

    static ObjectNode person(long id) {
        return JSON.createObjectNode().put("id", id).put("is_bot", false).put("first_name", "Person")
                .put("username", "p" + id);
    }

    // what the bot sees

    private void answer(HttpExchange exchange) throws IOException {
        String raw = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String[] path = exchange.getRequestURI().getPath().split("/");
        String contentType = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!exchange.getRequestMethod().equals("POST") || path.length != 3 || !path[1].equals("bot" + TOKEN)) {
            send(exchange, 401, FakeChats.error(401, "Unauthorized").toString());
            return;
        }
        JsonNode body = contentType.equals("application/json")
                ? JSON.readTree(raw)
                : JSON.createObjectNode().put("chat_id",
                        raw.replaceAll("(?s).*name=\"chat_id\"\r\n\r\n(\\S+).*", "$1"));
        Trick trick = noted(new Asked(path[2], contentType, body, raw));
        if (trick != null && !trick.done) {
            send(exchange, trick.code, trick.answer);
            return;
        }
        ObjectNode answer = path[2].equals("getUpdates") ? news(body) : done(path[2], body);
        if (trick != null) {
            exchange.close();
            return;
        }
        send(exchange, answer.path("error_code").asInt(200), answer.toString());
    }

    private synchronized Trick noted(Asked request) {
        asked.add(request);
        return tricks.getOrDefault(request.method, new ArrayDeque<>()).poll();
    }

    private static void send(HttpExchange exchange, int code, String answer) throws IOException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized ObjectNode news(JsonNode body) {
        long offset = body.path("offset").asLong();
        if (offset > 0) {
            updates.removeIf(update -> update.path("update_id").asLong() < offset);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(body.path("timeout").asLong());
        while (updates.stream().noneMatch(update -> isNews(update, offset)) && System.nanoTime() < end && !closed) {
            try {
                wait(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        ObjectNode answer = JSON.createObjectNode().put("ok", true);
        ArrayNode result = answer.putArray("result");
        updates.stream().filter(update -> isNews(update, offset)).limit(body.path("limit").asLong(100))
                .forEach(result::add);
        return answer;
    }

    private static boolean isNews(JsonNode update, long offset) {
        return update.path("update_id").asLong() >= offset;
    }

    private synchronized ObjectNode done(String method, JsonNode body) {
        return switch (method) {
            case "getMe" -> ok(JSON.createObjectNode().put("id", BOT).put("is_bot", true).put("username", NAME));
            case "getMyCommands" -> ok(commands);
            case "setMyCommands" -> {
                commands = (ArrayNode) body.path("commands");
                yield ok(JSON.getNodeFactory().booleanNode(true));
            }
            case "answerCallbackQuery" -> ok(JSON.getNodeFactory().booleanNode(true));
            case "sendMessage" -> chats.send(body);
            case "sendDocument", "sendPhoto" -> chats.sendFile(body);
            case "editMessageText" -> chats.edit(body);
            default -> FakeChats.error(404, "Not Found");
        };
    }

    private static ObjectNode ok(JsonNode result) {
        return JSON.createObjectNode().put("ok", true).set("result", result);
    }

    @Override
    public void close() {
        closed = true;
        http.stop(0);
        threads.shutdownNow();
    }
}
