package io.tocsin.bundled.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, String> people = new HashMap<>();
    private final Map<String, List<String>> failures = new HashMap<>();
    private final Map<String, Integer> calls = new TreeMap<>();
    private final Map<String, List<JsonNode>> responses = new HashMap<>();
    private final Map<String, Integer> brokenResponses = new HashMap<>();
    private final List<Upload> uploads = new ArrayList<>();
    private final Map<String, byte[]> uploading = new HashMap<>();
    private final List<Whisper> whispers = new ArrayList<>();
    private final List<String> reactions = new ArrayList<>();
    private Set<String> tokens = Set.of(TOKEN);
    private Set<String> appTokens = Set.of(APP_TOKEN);
    private long number;

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

    private static final class Channel {
        private final String name;
        private final Map<String, Posted> messages = new LinkedHashMap<>();
        private boolean archived;
        private boolean botIsIn = true;

        private Channel(String name) {
            this.name = name;
        }
    }

    public FakeSlack() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
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
        channels.put(id, new Channel(name));
        return this;
    }

    public synchronized FakeSlack person(String id, String name) {
        people.put(id, name);
        return this;
    }

    public synchronized void archive(String id, boolean archived) {
        channels.get(id).archived = archived;
    }

    public synchronized void removeBot(String id) {
        channels.get(id).botIsIn = false;
    }

    public synchronized void inviteBot(String id) {
        channels.get(id).botIsIn = true;
    }

    public synchronized void acceptTokens(String token, String appToken) {
        tokens = Set.of(token);
        appTokens = Set.of(appToken);
    }

    /** The next call of a method fails so; a number is an HTTP status. Several of these queue up. */
    public synchronized void failNext(String method, String error) {
        failures.computeIfAbsent(method, _ -> new ArrayList<>()).add(error);
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
        brokenResponses.put(interaction, status);
    }

    // what people do

    /** Somebody types; with the bot's mention in it Slack tells it twice. Answers the message's ts. */
    public String say(String channel, String user, String text) {
        return sayInThread(channel, user, text, "");
    }

    public String sayInThread(String channel, String user, String text, String thread) {
        String ts = ts();
        ObjectNode event = JSON.createObjectNode().put("type", "message").put("channel", channel).put("user", user)
                .put("text", text).put("ts", ts).put("event_ts", ts).put("client_msg_id", ts)
                .put("channel_type", channel.startsWith("D") ? "im" : "channel");
        if (!thread.isEmpty()) {
            event.put("thread_ts", thread);
        }
        event(event);
        if (text.contains("<@" + BOT_USER)) {
            event(event.deepCopy().put("type", "app_mention").without(List.of("channel_type")));
        }
        return ts;
    }

    /** Any event. Answers the id of its envelope. */
    public String event(JsonNode event) {
        return socket.send("events_api", callback(event));
    }

    /** The body that wraps an event, over the socket and over HTTP alike. */
    public static ObjectNode callback(JsonNode event) {
        ObjectNode payload = JSON.createObjectNode().put("token", "t").put("team_id", "T0").put("api_app_id", "A0")
                .put("type", "event_callback").put("event_id", "Ev" + System.nanoTime()).put("event_time", 1);
        payload.set("event", event);
        return payload;
    }

    /** Somebody types a slash command. Answers what {@link #responses} knows it by. */
    public String command(String channel, String user, String text) {
        String id = nextId();
        socket.send("slash_commands", JSON.createObjectNode().put("command", "/tocsin").put("text", text)
                .put("channel_id", channel).put("channel_name", "x").put("user_id", user).put("user_name", "handle")
                .put("team_id", "T0").put("trigger_id", id).put("api_app_id", "A0")
                .put("response_url", base() + "/respond/" + id));
        return id;
    }

    /** Somebody clicks the button, or chooses the option, that is labelled so. */
    public String click(Posted message, String user, String label) {
        String value = message.buttons().get(label);
        if (value == null) {
            throw new IllegalArgumentException("no button " + label + " in " + message.all());
        }
        boolean option = message.all().contains("\"options\"") && !isButton(message, label);
        return act(message, user, value, option);
    }

    private static boolean isButton(Posted message, String label) {
        return List.of(message.blocks, message.attachments).stream()
                .flatMap(where -> where.findParents("action_id").stream())
                .anyMatch(element -> element.path("text").path("text").asText("").equals(label));
    }

    /** Somebody clicks and a value arrives, whatever it is. */
    public String act(Posted message, String user, String value, boolean option) {
        String id = nextId();
        ObjectNode action = JSON.createObjectNode().put("action_id", "say-0").put("block_id", "b")
                .put("action_ts", ts());
        if (option) {
            action.put("type", "static_select").putObject("selected_option").put("value", value).putObject("text")
                    .put("type", "plain_text").put("text", "x");
        } else {
            action.put("type", "button").put("value", value);
        }
        ObjectNode payload = JSON.createObjectNode().put("type", "block_actions").put("trigger_id", id)
                .put("api_app_id", "A0").put("response_url", base() + "/respond/" + id);
        payload.putObject("user").put("id", user).put("username", "handle").put("name", "handle");
        payload.putObject("channel").put("id", message.channel).put("name", "x");
        ObjectNode container = payload.putObject("container").put("type", "message_attachment")
                .put("message_ts", message.ts).put("channel_id", message.channel).put("is_ephemeral", false);
        if (!message.thread.isEmpty()) {
            container.put("thread_ts", message.thread);
        }
        payload.putArray("actions").add(action);
        socket.send("interactive", payload);
        return id;
    }

    // what tests look at

    public FakeSlackSocket socket() {
        return socket;
    }

    /** The messages of a channel, threads among them, as they are now. */
    public synchronized List<Posted> messages(String channel) {
        return List.copyOf(channels.get(channel).messages.values());
    }

    public synchronized List<Whisper> whispers() {
        return List.copyOf(whispers);
    }

    public synchronized List<Upload> uploads() {
        return List.copyOf(uploads);
    }

    /** Answers to a command or click. */
    public synchronized List<JsonNode> responses(String interaction) {
        return List.copyOf(responses.getOrDefault(interaction, List.of()));
    }

    /** {@code +eyes C1:12.3} and {@code -eyes C1:12.3}, in their order. */
    public synchronized List<String> reactions() {
        return List.copyOf(reactions);
    }

    public synchronized int calls(String method) {
        return calls.getOrDefault(method, 0);
    }

    /** How often each method was called. */
    public synchronized Map<String, Integer> calls() {
        return Map.copyOf(calls);
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

    private synchronized String nextId() {
        return "I" + ++number;
    }

    private synchronized String ts() {
        return "1700000000." + "%06d".formatted(++number);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        Answer answer;
        if (path.startsWith("/upload/")) {
            answer = upload(path.substring("/upload/".length()), body);
        } else if (path.startsWith("/respond/")) {
            answer = respond(path.substring("/respond/".length()), body);
        } else {
            String token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
            answer = api(path.substring("/api/".length()), token.replace("Bearer ", ""), form(body));
        }
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        if (answer.retryAfter > 0) {
            exchange.getResponseHeaders().add("Retry-After", Integer.toString(answer.retryAfter));
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record Answer(int status, String body, int retryAfter) {}

    private static Answer ok(ObjectNode body) {
        return new Answer(200, body.put("ok", true).toString(), 0);
    }

    private static ObjectNode json() {
        return JSON.createObjectNode();
    }

    private static Answer error(String error) {
        ObjectNode body = json().put("ok", false).put("error", error);
        if (error.equals("missing_scope")) {
            body.put("needed", "chat:write").put("provided", "commands");
        }
        return new Answer(200, body.toString(), 0);
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

    private synchronized Answer api(String method, String token, Map<String, String> form) {
        calls.merge(method, 1, Integer::sum);
        int wait = limits.wait(method, form.getOrDefault("channel", ""));
        if (wait > 0) {
            return new Answer(429, "{\"ok\":false,\"error\":\"ratelimited\"}", wait);
        }
        if (!(method.equals("apps.connections.open") ? appTokens : tokens).contains(token)) {
            return error("invalid_auth");
        }
        List<String> wrong = failures.getOrDefault(method, List.of());
        if (!wrong.isEmpty()) {
            String error = wrong.removeFirst();
            return error.matches("\\d+") ? new Answer(Integer.parseInt(error), "{}", 0) : error(error);
        }
        return switch (method) {
            case "auth.test" -> ok(json().put("user_id", BOT_USER).put("bot_id", BOT).put("user", "tocsin")
                    .put("team", "Fake").put("team_id", "T0").put("url", base()));
            case "apps.connections.open" -> ok(json().put("url", socket.address()));
            case "chat.postMessage" -> post(form);
            case "chat.update" -> update(form);
            case "chat.postEphemeral" -> whisper(form);
            case "conversations.history" -> history(form, "");
            case "conversations.replies" -> history(form, form.get("ts"));
            case "users.info" -> person(form.get("user"));
            case "users.conversations" -> conversations();
            case "reactions.add", "reactions.remove" -> react(method, form);
            case "files.getUploadURLExternal" -> uploadUrl(form);
            case "files.completeUploadExternal" -> share(form);
            default -> error("unknown_method");
        };
    }

    private Optional<String> id(String channel) {
        return channels.entrySet().stream()
                .filter(it -> it.getKey().equals(channel) || ("#" + it.getValue().name).equals(channel))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<Answer> refused(String channel) {
        Optional<Channel> there = id(channel).map(channels::get);
        return there.isEmpty()
                ? Optional.of(error("channel_not_found"))
                : there.filter(it -> it.archived || !it.botIsIn)
                        .map(it -> error(it.archived ? "is_archived" : "not_in_channel"));
    }

    private Answer post(Map<String, String> form) {
        Optional<Answer> refused =
                refused(form.get("channel")).or(() -> FakeSlackRules.broken(form).map(FakeSlack::error));
        if (refused.isPresent()) {
            return refused.get();
        }
        String channel = id(form.get("channel")).orElseThrow();
        String ts = ts();
        channels.get(channel).messages.put(ts, new Posted(
                channel, ts, form.getOrDefault("thread_ts", ""), form.getOrDefault("text", ""),
                parsed(form.get("blocks")), parsed(form.get("attachments")), parsed(form.get("metadata")), 0,
                System.nanoTime(), 0));
        return ok(json().put("channel", channel).put("ts", ts));
    }

    private Answer update(Map<String, String> form) {
        Optional<Answer> refused =
                refused(form.get("channel")).or(() -> FakeSlackRules.broken(form).map(FakeSlack::error));
        if (refused.isPresent()) {
            return refused.get();
        }
        Map<String, Posted> messages = channels.get(form.get("channel")).messages;
        Posted before = messages.get(form.get("ts"));
        if (before == null) {
            return error("message_not_found");
        }
        messages.put(before.ts, new Posted(
                before.channel, before.ts, before.thread, form.getOrDefault("text", ""), parsed(form.get("blocks")),
                parsed(form.get("attachments")), before.metadata, before.edits + 1, before.at, System.nanoTime()));
        return ok(json().put("channel", before.channel).put("ts", before.ts));
    }

    private Answer whisper(Map<String, String> form) {
        Optional<Answer> refused = refused(form.get("channel"));
        if (refused.isPresent()) {
            return refused.get();
        }
        whispers.add(new Whisper(
                form.get("channel"), form.get("user"), form.getOrDefault("thread_ts", ""),
                form.getOrDefault("text", ""), parsed(form.get("blocks")), parsed(form.get("attachments"))));
        return ok(json().put("message_ts", ts()));
    }

    private Answer history(Map<String, String> form, String thread) {
        Optional<Answer> refused = refused(form.get("channel"));
        if (refused.isPresent()) {
            return refused.get();
        }
        List<Posted> all = List.copyOf(channels.get(form.get("channel")).messages.values());
        ObjectNode body = json().put("has_more", false);
        ArrayNode messages = body.putArray("messages");
        List<Posted> some = new ArrayList<>(all.stream()
                .filter(it -> thread.isEmpty() ? it.thread.isEmpty() : it.thread.equals(thread) || it.ts.equals(thread))
                .toList());
        if (thread.isEmpty()) {
            some = some.reversed();
        }
        boolean metadata = form.getOrDefault("include_all_metadata", "").matches("1|true");
        some.stream().limit(Integer.parseInt(form.getOrDefault("limit", "100"))).forEach(it -> {
            ObjectNode message = messages.addObject().put("type", "message").put("ts", it.ts).put("text", it.text)
                    .put("user", BOT_USER).put("bot_id", BOT);
            long replies = all.stream().filter(other -> other.thread.equals(it.ts)).count();
            if (replies > 0) {
                message.put("reply_count", replies);
            }
            if (metadata && !it.metadata.isNull()) {
                message.set("metadata", it.metadata);
            }
        });
        return ok(body);
    }

    private Answer person(String id) {
        String name = people.get(id);
        if (name == null) {
            return error("user_not_found");
        }
        ObjectNode body = json();
        body.putObject("user").put("id", id).put("name", "handle").put("real_name", name)
                .putObject("profile").put("display_name", name);
        return ok(body);
    }

    private Answer conversations() {
        ObjectNode body = json();
        ArrayNode list = body.putArray("channels");
        channels.forEach((id, channel) -> {
            if (channel.botIsIn && !channel.archived && !id.startsWith("D")) {
                list.addObject().put("id", id).put("name", channel.name);
            }
        });
        body.putObject("response_metadata").put("next_cursor", "");
        return ok(body);
    }

    private Answer react(String method, Map<String, String> form) {
        reactions.add((method.endsWith("add") ? "+" : "-") + form.get("name") + " " + form.get("channel") + ":"
                + form.get("timestamp"));
        return ok(json());
    }

    private Answer uploadUrl(Map<String, String> form) {
        String id = "F" + ++number + "-" + form.get("filename");
        return ok(json().put("upload_url", base() + "/upload/" + id).put("file_id", id));
    }

    private synchronized Answer upload(String id, byte[] content) {
        uploading.put(id, content);
        return new Answer(200, "OK", 0);
    }

    private Answer share(Map<String, String> form) {
        ObjectNode body = json();
        ArrayNode files = body.putArray("files");
        for (JsonNode file : parsed(form.get("files"))) {
            String id = file.path("id").asText();
            uploads.add(new Upload(
                    form.getOrDefault("channel_id", ""), form.getOrDefault("thread_ts", ""),
                    id.substring(id.indexOf('-') + 1), uploading.remove(id)));
            files.addObject().put("id", id);
        }
        return ok(body);
    }

    private synchronized Answer respond(String interaction, byte[] body) {
        Integer broken = brokenResponses.get(interaction);
        if (broken != null) {
            return new Answer(broken, "{\"ok\":false}", 0);
        }
        responses.computeIfAbsent(interaction, _ -> new ArrayList<>())
                .add(parsed(new String(body, StandardCharsets.UTF_8)));
        return new Answer(200, "ok", 0);
    }

    private static JsonNode parsed(String json) {
        try {
            return json == null ? NullNode.getInstance() : JSON.readTree(json);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(json, unreadable);
        }
    }
}
