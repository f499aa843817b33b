package io.tocsin.bundled.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Slack on loopback: the methods of the Web API that the bot calls, Socket Mode, and people who talk, command and click. What
 * tests look at are copies. One workspace, one app.
 */
public final class FakeSlack implements AutoCloseable {

    public static final String TOKEN = "xoxb-fake";
    public static final String APP_TOKEN = "xapp-fake";
    public static final String BOT_USER = "U0BOT";
    public static final String BOT = "B0BOT";

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSlackSocket socket = new FakeSlackSocket();
    private final FakeSlackLimits limits = new FakeSlackLimits();
    private final FakeSlackIds ids = new FakeSlackIds();
    private final FakeSlackChannels channels = new FakeSlackChannels(ids);
    private final FakeSlackApi api;
    private final FakeSlackPeople people;

    /** A message as it is now. {@code edits} counts its changes, {@code at} is when it was posted, in nanoseconds. */
    public record Posted(
            String channel, String ts, String thread, String text, JsonNode blocks, JsonNode attachments,
            JsonNode metadata, int edits, long at, long editedAt) {

        /** Everything in it that people can read or click. */
        public String all() {
            return text + " " + blocks + " " + attachments;
        }

        public String color() {
            return attachments.path(0).path("color").asText("");
        }

        /** The buttons and options, by what stands on them. */
        public Map<String, String> buttons() {
            Map<String, String> buttons = new LinkedHashMap<>();
            for (JsonNode where : List.of(blocks, attachments)) {
                for (JsonNode button : where.findParents("value")) {
                    buttons.put(button.path("text").path("text").asText(), button.path("value").asText());
                }
            }
            return buttons;
        }
    }

    /** A message for one person alone. */
    public record Whisper(String channel, String user, String thread, String text, JsonNode blocks,
            JsonNode attachments) {}

    /** A file, where it was shared. */
    public record Upload(String channel, String thread, String name, byte[] content) {}

    public FakeSlack() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        api = new FakeSlackApi(base(), socket, limits, channels, ids);
        people = new FakeSlackPeople(base(), socket, ids);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
        socket.begin();
    }

    // what tests set up

    public String apiUrl() {
        return base() + "/api/";
    }

    private String base() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** A channel with the bot in it. */
    public synchronized FakeSlack channel(String id, String name) {
        channels.add(id, name);
        return this;
    }

    public synchronized FakeSlack person(String id, String name) {
        api.person(id, name);
        return this;
    }

    public synchronized void archive(String id, boolean archived) {
        channels.archive(id, archived);
    }

    public synchronized void removeBot(String id) {
        channels.botIsIn(id, false);
    }

    public synchronized void inviteBot(String id) {
        channels.botIsIn(id, true);
    }

    public synchronized void acceptTokens(String token, String appToken) {
        api.acceptTokens(token, appToken);
    }

    /** The next call of a method fails so; a number is an HTTP status, {@code ok} a success that says nothing. Several of these queue up. */
    public synchronized void failNext(String method, String error) {
        api.failNext(method, error);
    }

    /** The next call is answered with 429; another one before the time is over counts as a violation. */
    public void limitNext(String method, int seconds) {
        limits.next(method, seconds);
    }

    /** Enforces what Slack documents: 1 message a second and channel, 50 edits a minute, with some burst. */
    public void enforceLimits(boolean enforced) {
        limits.enforce(enforced);
    }

    /** Answers to the next command or click are refused with this status. */
    public synchronized void breakResponses(String interaction, int status) {
        api.breakResponses(interaction, status);
    }

    // what people do

    /** Somebody types; with the bot's mention in it Slack tells it twice. Answers the message's ts. */
    public String say(String channel, String user, String text) {
        return sayInThread(channel, user, text, "");
    }

    public String sayInThread(String channel, String user, String text, String thread) {
        return people.sayInThread(channel, user, text, thread);
    }

    /** Any event. Answers the id of its envelope. */
    public String event(JsonNode event) {
        return people.event(event);
    }

    /** The body that wraps an event, over the socket and over HTTP alike. */
    public static ObjectNode callback(JsonNode event) {
        return FakeSlackPeople.callback(event);
    }

    /** Somebody types a slash command. Answers what {@link #responses} knows it by. */
    public String command(String channel, String user, String text) {
        return people.command(channel, user, text);
    }

    /** Somebody clicks the button, or chooses the option, that is labelled so. */
    public String click(Posted message, String user, String label) {
        return people.click(message, user, label);
    }

    /** Somebody clicks and a value arrives, whatever it is. */
    public String act(Posted message, String user, String value, boolean option) {
        return people.act(message, user, value, option);
    }

    // what tests look at

    public FakeSlackSocket socket() {
        return socket;
    }

    /** The messages of a channel, threads among them, as they are now. */
    public synchronized List<Posted> messages(String channel) {
        return channels.messages(channel);
    }

    public synchronized List<Whisper> whispers() {
        return api.whispers();
    }

    public synchronized List<Upload> uploads() {
        return api.uploads();
    }

    /** Answers to a command or click. */
    public synchronized List<JsonNode> responses(String interaction) {
        return api.responses(interaction);
    }

    /** {@code +eyes C1:12.3} and {@code -eyes C1:12.3}, in their order. */
    public synchronized List<String> reactions() {
        return api.reactions();
    }

    public synchronized int calls(String method) {
        return api.calls().getOrDefault(method, 0);
    }

    /** How often each method was called. */
    public synchronized Map<String, Integer> calls() {
        return api.calls();
    }

    /** Calls that came before Retry-After was over. */
    public int violations() {
        return limits.violations();
    }

    /** Calls that were answered with 429. */
    public int limited() {
        return limits.limited();
    }

    @Override
    public void close() {
        socket.end();
        http.stop(0);
        threads.close();
    }

    // the server

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
        FakeSlackAnswer answer = answer(exchange.getRequestURI().getPath(), token.replace("Bearer ", ""), body);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.retryAfter() > 0) {
            exchange.getResponseHeaders().add("Retry-After", Integer.toString(answer.retryAfter()));
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized FakeSlackAnswer answer(String path, String token, byte[] body) {
        if (path.startsWith("/upload/")) {
            return api.upload(path.substring("/upload/".length()), body);
        }
        if (path.startsWith("/respond/")) {
            return api.respond(path.substring("/respond/".length()), body);
        }
        return api.call(path.substring("/api/".length()), token, form(body));
    }

    static ObjectNode json() {
        return JSON.createObjectNode();
    }

    static JsonNode parsed(String json) {
        try {
            return json == null ? NullNode.getInstance() : JSON.readTree(json);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(json, unreadable);
        }
    }

    private static Map<String, String> form(byte[] body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                form.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
