package io.tocsin.bundled.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Discord on loopback, as far as a bot can tell: HTTP and the gateway, one server with channels and threads, and people
 * who write, click and choose. It keeps every message with what became of it. Safe for use by many threads; every method
 * returns at once, so a test waits for conditions such as {@code messages(channel).size() == 1}.
 */
public final class FakeDiscord implements AutoCloseable {

    public static final String BOT = "900000000000000001";
    public static final String APPLICATION = "900000000000000002";
    public static final String GUILD = "500000000000000000";
    public static final String TOKEN = "fake.token.of-the-bot";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long EPOCH = 1_420_070_400_000L;
    private static final int EPHEMERAL = 64;
    private static final String SOME_TIME = "2026-11-21T10:00:00.000000+00:00";
    private static final String API = "/api/v10/";
    private static final String POSTS = "posts";
    private static final String EDITS = "edits";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeGateway gateway = new FakeGateway(TOKEN, this::ready, this::guilds);
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Interaction> interactions = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Failure> failures = new HashMap<>();
    private final Map<String, Long> closedUntil = new HashMap<>();
    private ArrayNode commands = MAPPER.createArrayNode();
    private int registrations;
    private int limited;
    private int violations;
    private int perWindow = Integer.MAX_VALUE;
    private Duration window = Duration.ofSeconds(5);
    private boolean refusesToken;
    private long lastId;

    /** A channel, thread or direct conversation. */
    private static final class Channel {

        private final String id;
        private final int type;
        private final String name;
        private final String parent;
        private final String user;
        private final List<Posted> messages = new ArrayList<>();
        private final Map<String, Deque<Long>> used = new HashMap<>();

        Channel(String id, int type, String name, String parent, String user) {
            this.id = id;
            this.type = type;
            this.name = name;
            this.parent = parent;
            this.user = user;
        }
    }

    /** How requests fail for a while. */
    private record Failure(int status, int code, String message, Duration retryAfter, int times) {}

    /**
     * A message, as it is now.
     *
     * @param body what Discord would answer for it
     * @param pings how often somebody was pinged by it: here, everyone, a role or a person
     */
    public record Posted(
            String id, String channel, String author, ObjectNode body, int edits, int pings, String nonce,
            Map<String, byte[]> files, List<String> reactions) {

        public String content() {
            return body.path("content").asText();
        }

        /** Its only embed; missing if it has none. */
        public JsonNode embed() {
            return body.path("embeds").path(0);
        }

        public String title() {
            return embed().path("title").asText();
        }

        /** What its buttons and choices say. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (JsonNode row : body.path("components")) {
                for (JsonNode part : row.path("components")) {
                    if (part.has("options")) {
                        part.path("options").forEach(option -> lines.add(option.path("value").asText()));
                    } else {
                        lines.add(part.path("custom_id").asText());
                    }
                }
            }
            return lines;
        }

        public boolean ephemeral() {
            return (body.path("flags").asInt() & EPHEMERAL) != 0;
        }
    }

    /** A slash command, click, choice or completion, and how it was answered. */
    public static final class Interaction {

        private final String id;
        private final String token;
        private final String channel;
        private final long began = System.nanoTime();
        private JsonNode callback = MAPPER.missingNode();
        private Duration acknowledgedAfter = Duration.ZERO;
        private boolean thinking;
        private final List<Posted> answers = new ArrayList<>();

        private Interaction(String id, String token, String channel) {
            this.id = id;
            this.token = token;
            this.channel = channel;
        }

        public synchronized boolean acknowledged() {
            return !callback.isMissingNode();
        }

        public synchronized Duration acknowledgedAfter() {
            return acknowledgedAfter;
        }

        /** Whether "thinking" is for the person alone. */
        public synchronized boolean quiet() {
            return (callback.path("data").path("flags").asInt() & EPHEMERAL) != 0;
        }

        public synchronized boolean thinking() {
            return thinking;
        }

        public synchronized List<Posted> answers() {
            return List.copyOf(answers);
        }

        /** What completion offers. */
        public synchronized List<String> choices() {
            List<String> choices = new ArrayList<>();
            callback.path("data").path("choices").forEach(choice -> choices.add(choice.path("value").asText()));
            return choices;
        }

        private synchronized void called(JsonNode body) {
            callback = body;
            acknowledgedAfter = Duration.ofNanos(System.nanoTime() - began);
            thinking = body.path("type").asInt() == 5;
        }

        private synchronized void answered(Posted answer, boolean original) {
            if (original && !thinking && !answers.isEmpty()) {
                answers.set(0, answer);
            } else {
                answers.add(answer);
            }
            thinking = false;
        }

        private synchronized void deleted() {
            thinking = false;
        }
    }

    public FakeDiscord() {
        try {
            http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
        gateway.open();
    }

    public String apiUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + API;
    }

    public String gatewayUrl() {
        return gateway.url();
    }

    // ---- what the test arranges

    /** Adds a text channel and says its id. */
    public synchronized String channel(String name) {
        Channel channel = new Channel(id(), 0, name, "", "");
        channels.put(channel.id, channel);
        gateway.dispatch("CHANNEL_CREATE", json(channel));
        return channel.id;
    }

    public synchronized void deleteChannel(String id) {
        Channel channel = channels.remove(id);
        gateway.dispatch("CHANNEL_DELETE", json(channel));
    }

    /** Requests for a path that holds this text are refused so many times. */
    public synchronized void fail(String path, int status, int code, String message, int times) {
        failures.put(path, new Failure(status, code, message, Duration.ZERO, times));
    }

    /** Requests for a path that holds this text are too many, so many times. */
    public synchronized void tooMany(String path, Duration retryAfter, int times) {
        failures.put(path, new Failure(429, 0, "You are being rate limited.", retryAfter, times));
    }

    public synchronized void mend(String path) {
        failures.remove(path);
    }

    /** From now on a channel takes so many posts, and as many edits, in such a time, and says so in its headers. */
    public synchronized void limit(int posts, Duration in) {
        perWindow = posts;
        window = in;
    }

    public synchronized void refuseToken(boolean refused) {
        refusesToken = refused;
        gateway.refuseToken(refused);
    }

    public void refuseMessageContent(boolean refused) {
        gateway.refuseMessageContent(refused);
    }

    public void dropSocket() {
        gateway.drop();
    }

    public void closeSocket(int code) {
        gateway.close(code);
    }

    public void forgetSession() {
        gateway.forgetSession();
    }

    public synchronized void removeBot() {
        gateway.dispatch("GUILD_DELETE", MAPPER.createObjectNode().put("id", GUILD));
    }

    // ---- what people do

    /** Somebody writes in a channel or thread. */
    public synchronized Posted say(String channel, String user, String text) {
        return arrive(known(channel), user, text, false);
    }

    public Posted mention(String channel, String user, String text) {
        return say(channel, user, "<@" + BOT + "> " + text);
    }

    /** Another bot writes. */
    public synchronized Posted botSays(String channel, String user, String text) {
        return arrive(known(channel), user, text, true);
    }

    /** Somebody writes to the bot alone. */
    public synchronized Posted direct(String user, String text) {
        return arrive(directChannel(user), user, text, false);
    }

    /** The id of the conversation with one person. */
    public synchronized String directOf(String user) {
        return directChannel(user).id;
    }

    /** Somebody uses the slash command, such as {@code slash(ops, ana, "add monitor", Map.of("name", "shop"))}. */
    public Interaction slash(String channel, String user, String words, Map<String, Object> options) {
        return interact(2, channel, user, slashData(words, options, ""), Optional.empty());
    }

    /** Somebody is typing a value of the slash command. */
    public Interaction complete(
            String channel, String user, String words, Map<String, Object> options, String focused) {
        return interact(4, channel, user, slashData(words, options, focused), Optional.empty());
    }

    /** Somebody clicks the button of a message that says this line. */
    public Interaction click(Posted message, String user, String line) {
        if (!message.lines().contains(line)) {
            throw new IllegalArgumentException("no button says " + line + " but " + message.lines());
        }
        ObjectNode data = MAPPER.createObjectNode().put("custom_id", line).put("component_type", 2).put("id", 2);
        return interact(3, message.channel(), user, data, Optional.of(message));
    }

    /** Somebody chooses from the menu of a message. */
    public Interaction choose(Posted message, String user, String line) {
        for (JsonNode row : message.body().path("components")) {
            for (JsonNode part : row.path("components")) {
                for (JsonNode option : part.path("options")) {
                    if (option.path("value").asText().equals(line)) {
                        ObjectNode data = MAPPER.createObjectNode()
                                .put("custom_id", part.path("custom_id").asText())
                                .put("component_type", 3)
                                .put("id", 2);
                        data.putArray("values").add(line);
                        return interact(3, message.channel(), user, data, Optional.of(message));
                    }
                }
            }
        }
        throw new IllegalArgumentException("no menu offers " + line);
    }

    // ---- what the test looks at

    /** The messages of the bot in a channel or thread, the oldest first. */
    public synchronized List<Posted> messages(String channel) {
        return all(channel).stream().filter(message -> message.author().equals(BOT)).toList();
    }

    /** All messages there, the oldest first. */
    public synchronized List<Posted> all(String channel) {
        Channel known = channels.get(channel);
        return known == null ? List.of() : List.copyOf(known.messages);
    }

    public synchronized Posted message(String channel, String id) {
        return all(channel).stream().filter(message -> message.id().equals(id)).findFirst().orElseThrow();
    }

    /** The ids of all threads of a channel. */
    public synchronized List<String> threads(String channel) {
        return channels.values().stream()
                .filter(thread -> thread.parent.equals(channel))
                .map(thread -> thread.id)
                .toList();
    }

    public synchronized String name(String channel) {
        return known(channel).name;
    }

    /** The slash commands, as they are registered. */
    public synchronized JsonNode commands() {
        return commands.deepCopy();
    }

    public synchronized int registrations() {
        return registrations;
    }

    /** How many requests were answered with 429. */
    public synchronized int limited() {
        return limited;
    }

    /** How many requests came while their route was closed. */
    public synchronized int violations() {
        return violations;
    }

    /** All requests so far, as {@code POST channels/1/messages}. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    public boolean connected() {
        return gateway.connected();
    }

    public int identified() {
        return gateway.identified();
    }

    public int resumed() {
        return gateway.resumed();
    }

    public boolean askedForMessageContent() {
        return (gateway.intents() & FakeGateway.MESSAGE_CONTENT) != 0;
    }

    @Override
    public void close() {
        http.stop(0);
        try {
            gateway.stop(1_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    // ---- the gateway

    private ObjectNode ready() {
        ObjectNode ready = MAPPER.createObjectNode().put("v", 10);
        ready.set("user", user(BOT, true));
        ready.putArray("guilds").addObject().put("id", GUILD).put("unavailable", true);
        ready.putObject("application").put("id", APPLICATION).put("flags", 0);
        ready.putArray("private_channels");
        return ready;
    }

    private synchronized List<ObjectNode> guilds() {
        ObjectNode guild = MAPPER.createObjectNode()
                .put("id", GUILD)
                .put("name", "Test")
                .put("owner_id", "42")
                .put("joined_at", SOME_TIME)
                .put("large", false)
                .put("unavailable", false)
                .put("member_count", 2)
                .put("verification_level", 0)
                .put("default_message_notifications", 0)
                .put("explicit_content_filter", 0)
                .put("mfa_level", 0)
                .put("afk_timeout", 300)
                .put("premium_tier", 0)
                .put("nsfw_level", 0)
                .put("system_channel_flags", 0)
                .put("preferred_locale", "en-US");
        ObjectNode everyone = guild.putArray("roles").addObject()
                .put("id", GUILD)
                .put("name", "@everyone")
                .put("permissions", "8")
                .put("color", 0)
                .put("position", 0)
                .put("hoist", false)
                .put("managed", false)
                .put("mentionable", false)
                .put("flags", 0);
        everyone.putObject("colors").put("primary_color", 0).putNull("secondary_color").putNull("tertiary_color");
        ArrayNode all = guild.putArray("channels");
        ArrayNode threadsOfIt = guild.putArray("threads");
        for (Channel channel : channels.values()) {
            switch (channel.type) {
                case 0 -> all.add(json(channel));
                case 11 -> threadsOfIt.add(json(channel));
                default -> {
                }
            }
        }
        ArrayNode members = guild.putArray("members");
        members.add(member(BOT, true));
        for (String nothing : List.of("emojis", "stickers", "features", "voice_states", "presences",
                "guild_scheduled_events", "stage_instances", "soundboard_sounds")) {
            guild.putArray(nothing);
        }
        return List.of(guild);
    }

    private static ObjectNode json(Channel channel) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("id", channel.id)
                .put("type", channel.type)
                .put("name", channel.name)
                .put("guild_id", GUILD)
                .put("position", 0)
                .put("nsfw", false)
                .put("rate_limit_per_user", 0)
                .put("flags", 0);
        json.putArray("permission_overwrites");
        if (channel.type == 11) {
            json.put("parent_id", channel.parent).put("owner_id", BOT).put("message_count", channel.messages.size())
                    .put("member_count", 1).put("total_message_sent", channel.messages.size());
            json.putObject("thread_metadata")
                    .put("archived", false)
                    .put("auto_archive_duration", 1440)
                    .put("archive_timestamp", SOME_TIME)
                    .put("create_timestamp", SOME_TIME)
                    .put("locked", false);
        } else {
            json.putNull("parent_id");
        }
        if (!channel.messages.isEmpty()) {
            json.put("last_message_id", channel.messages.getLast().id());
        }
        return json;
    }

    private static ObjectNode user(String id, boolean bot) {
        return MAPPER.createObjectNode()
                .put("id", id)
                .put("username", id.equals(BOT) ? "tocsin" : "user" + id)
                .put("global_name", id.equals(BOT) ? "Tocsin" : "User " + id)
                .put("discriminator", "0")
                .put("bot", bot)
                .putNull("avatar");
    }

    private static ObjectNode member(String id, boolean bot) {
        ObjectNode member = MAPPER.createObjectNode()
                .put("joined_at", SOME_TIME)
                .put("deaf", false)
                .put("mute", false)
                .put("flags", 0)
                .put("permissions", "8");
        member.putArray("roles");
        member.set("user", user(id, bot));
        return member;
    }

    private Posted arrive(Channel channel, String user, String text, boolean bot) {
        ObjectNode body = message(channel, id(), user(user, bot)).put("content", text);
        if (text.contains("<@" + BOT + ">")) {
            body.withArray("mentions").add(user(BOT, true));
        }
        Posted posted = new Posted(
                body.path("id").asText(), channel.id, user, body, 0, 0, "", Map.of(), List.of());
        channel.messages.add(posted);
        announce(channel, body, user, bot);
        return posted;
    }

    private void announce(Channel channel, ObjectNode body, String user, boolean bot) {
        ObjectNode event = body.deepCopy();
        if (channel.user.isEmpty()) {
            ObjectNode member = member(user, bot);
            member.remove("user");
            event.put("guild_id", GUILD).set("member", member);
        }
        gateway.dispatch("MESSAGE_CREATE", event);
    }

    private static ObjectNode message(Channel channel, String id, ObjectNode author) {
        ObjectNode body = MAPPER.createObjectNode()
                .put("id", id)
                .put("type", 0)
                .put("channel_id", channel.id)
                .put("content", "")
                .put("timestamp", SOME_TIME)
                .putNull("edited_timestamp")
                .put("tts", false)
                .put("mention_everyone", false)
                .put("pinned", false)
                .put("flags", 0);
        body.set("author", author);
        for (String nothing : List.of("mentions", "mention_roles", "attachments", "embeds", "components")) {
            body.putArray(nothing);
        }
        return body;
    }

    private Channel directChannel(String user) {
        return channels.values().stream().filter(channel -> channel.user.equals(user)).findFirst().orElseGet(() -> {
            Channel channel = new Channel(id(), 1, "", "", user);
            channels.put(channel.id, channel);
            return channel;
        });
    }

    private Channel known(String id) {
        return Optional.ofNullable(channels.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no channel " + id));
    }

    private synchronized String id() {
        lastId = Math.max(lastId + 1, (System.currentTimeMillis() - EPOCH) << 22);
        return Long.toString(lastId);
    }

    private static ObjectNode slashData(String words, Map<String, Object> options, String focused) {
        ArrayNode values = MAPPER.createArrayNode();
        options.forEach((name, value) -> {
            boolean number = value instanceof Number;
            ObjectNode option = values.addObject().put("name", name).put("type", number ? 4 : 3);
            if (number) {
                option.put("value", ((Number) value).longValue());
            } else {
                option.put("value", value.toString());
            }
            if (name.equals(focused)) {
                option.put("focused", true);
            }
        });
        String[] parts = words.split(" ");
        ObjectNode innermost = MAPPER.createObjectNode().put("name", parts[parts.length - 1]).put("type", 1);
        innermost.set("options", values);
        ObjectNode data = MAPPER.createObjectNode().put("id", "77").put("name", "tocsin").put("type", 1);
        if (parts.length == 1) {
            data.putArray("options").add(innermost);
        } else {
            data.putArray("options").addObject().put("name", parts[0]).put("type", 2).putArray("options")
                    .add(innermost);
        }
        return data;
    }

    private synchronized Interaction interact(
            int type, String channel, String user, ObjectNode data, Optional<Posted> message) {
        Interaction interaction = new Interaction(id(), "token-" + id(), channel);
        interactions.put(interaction.token, interaction);
        Channel where = known(channel);
        ObjectNode event = MAPPER.createObjectNode()
                .put("id", interaction.id)
                .put("application_id", APPLICATION)
                .put("type", type)
                .put("token", interaction.token)
                .put("version", 1)
                .put("channel_id", channel)
                .put("locale", "en-US")
                .put("app_permissions", "8")
                .put("attachment_size_limit", 10_000_000);
        event.putArray("entitlements");
        event.putObject("authorizing_integration_owners").put("0", GUILD);
        if (where.user.isEmpty()) {
            event.put("guild_id", GUILD).put("guild_locale", "en-US").put("context", 0);
            event.putObject("guild").put("id", GUILD).put("locale", "en-US").putArray("features");
            event.set("member", member(user, false));
            event.set("channel", json(where).put("permissions", "8"));
        } else {
            event.put("context", 1).set("user", user(user, false));
            event.putObject("channel").put("id", channel).put("type", 1).putArray("recipients").add(user(user, false));
        }
        event.set("data", data);
        message.ifPresent(shown -> event.set("message", message(shown.channel(), shown.id()).body().deepCopy()));
        gateway.dispatch("INTERACTION_CREATE", event);
        return interaction;
    }

    // ---- HTTP

    /** An answer: a status, and JSON or nothing. */
    private record Answer(int status, Optional<JsonNode> body, Map<String, String> headers) {

        static Answer of(JsonNode body) {
            return new Answer(200, Optional.of(body), Map.of());
        }

        static Answer nothing() {
            return new Answer(204, Optional.empty(), Map.of());
        }

        static Answer error(int status, int code, String message) {
            return new Answer(
                    status, Optional.of(MAPPER.createObjectNode().put("code", code).put("message", message)),
                    Map.of());
        }

        Answer with(Map<String, String> more) {
            return new Answer(status, body, more);
        }
    }

    /** The JSON and the files of a request. */
    private record Body(ObjectNode json, Map<String, byte[]> files) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            String path = URLDecoder.decode(
                    exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8).substring(API.length());
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            Answer answer = answer(exchange, path, query, bytes);
            exchange.getResponseHeaders().set("Via", "1.1 google");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer.headers.forEach(exchange.getResponseHeaders()::set);
            byte[] text = answer.body.map(json -> json.toString().getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
            exchange.sendResponseHeaders(answer.status, text.length == 0 ? -1 : text.length);
            if (text.length > 0) {
                exchange.getResponseBody().write(text);
            }
        }
    }

    private synchronized Answer answer(HttpExchange exchange, String path, String query, byte[] bytes)
            throws IOException {
        String method = exchange.getRequestMethod();
        requests.add(method + " " + path);
        boolean open = path.startsWith("interactions/") || path.startsWith("webhooks/");
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!open && (refusesToken || !authorization.equals("Bot " + TOKEN))) {
            return Answer.error(401, 0, "401: Unauthorized");
        }
        Optional<Answer> failure = failure(method, path);
        if (failure.isPresent()) {
            return failure.get();
        }
        Body body = body(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")), bytes);
        return route(method, path, query, body, bytes);
    }

    private Optional<Answer> failure(String method, String path) {
        String closed = method + " " + path;
        if (closedUntil.getOrDefault(route(method, path), 0L) > System.nanoTime()) {
            violations++;
        }
        for (Map.Entry<String, Failure> entry : failures.entrySet()) {
            Failure failure = entry.getValue();
            if (closed.contains(entry.getKey()) && failure.times > 0) {
                entry.setValue(new Failure(
                        failure.status, failure.code, failure.message, failure.retryAfter, failure.times - 1));
                return Optional.of(failure.status == 429
                        ? tooMany(route(method, path), failure.retryAfter)
                        : Answer.error(failure.status, failure.code, failure.message));
            }
        }
        return Optional.empty();
    }

    /** What shares a bucket: a channel's posts, a channel's edits. */
    private static String route(String method, String path) {
        return method + " " + path.replaceAll("(messages)/\\d+$", "$1");
    }

    private Answer tooMany(String closed, Duration retryAfter) {
        limited++;
        closedUntil.put(closed, System.nanoTime() + retryAfter.toNanos());
        long seconds = Math.max(1, (retryAfter.toMillis() + 999) / 1000);
        ObjectNode body = MAPPER.createObjectNode()
                .put("message", "You are being rate limited.")
                .put("retry_after", retryAfter.toMillis() / 1000.0)
                .put("global", false);
        return new Answer(429, Optional.of(body), Map.of(
                "Retry-After", Long.toString(seconds), "X-RateLimit-Scope", "user",
                "X-RateLimit-Bucket", closed.startsWith("PATCH") ? EDITS : POSTS,
                "X-RateLimit-Remaining", "0", "X-RateLimit-Reset-After", Long.toString(seconds)));
    }

    private Answer route(String method, String path, String query, Body body, byte[] bytes) throws IOException {
        String[] part = path.split("/");
        return switch (method + " " + path.replaceAll("\\d{10,}", "#").replaceAll("token-#", "%")) {
            case "GET users/@me" -> Answer.of(user(BOT, true).put("verified", true).put("mfa_enabled", false));
            case "POST users/@me/channels" -> {
                String user = body.json.path("recipient_id").asText();
                ObjectNode channel = MAPPER.createObjectNode().put("id", directChannel(user).id).put("type", 1);
                channel.putArray("recipients").add(user(user, false));
                yield Answer.of(channel);
            }
            case "GET applications/#/commands" -> Answer.of(commands);
            case "PUT applications/#/commands" -> register(bytes);
            case "POST channels/#/messages" -> post(part[1], body);
            case "GET channels/#/messages" -> list(part[1], query);
            case "GET channels/#/messages/#" -> one(part[1], part[3]);
            case "PATCH channels/#/messages/#" -> edit(part[1], part[3], body);
            case "POST channels/#/messages/#/threads" -> open(part[1], part[3], body.json);
            case "POST interactions/#/%/callback" -> callback(part[2], query, body.json);
            case "POST webhooks/#/%" -> followUp(part[2], body, false);
            case "PATCH webhooks/#/%/messages/@original" -> followUp(part[2], body, true);
            case "DELETE webhooks/#/%/messages/@original" -> {
                interaction(part[2]).deleted();
                yield Answer.nothing();
            }
            default -> path.contains("/reactions/")
                    ? react(method, part[1], part[3], part[5])
                    : Answer.error(404, 0, "404: Not Found");
        };
    }

    private Answer register(byte[] bytes) throws IOException {
        commands = MAPPER.createArrayNode();
        for (JsonNode command : MAPPER.readTree(bytes)) {
            commands.add(((ObjectNode) command.deepCopy())
                    .put("id", id())
                    .put("application_id", APPLICATION)
                    .put("version", "1"));
        }
        registrations++;
        return Answer.of(commands);
    }

    private Answer post(String id, Body body) {
        Channel channel = channels.get(id);
        if (channel == null) {
            return Answer.error(404, 10_003, "Unknown Channel");
        }
        String nonce = body.json.path("nonce").asText();
        Optional<Posted> same = channel.messages.stream()
                .filter(message -> !nonce.isEmpty() && message.nonce().equals(nonce))
                .filter(message -> body.json.path("enforce_nonce").asBoolean())
                .findFirst();
        if (same.isPresent()) {
            return Answer.of(same.get().body());
        }
        Optional<Answer> full = full(channel, POSTS, "POST channels/" + id + "/messages");
        if (full.isPresent()) {
            return full.get();
        }
        ObjectNode message = shown(channel, id(), body);
        Posted posted = new Posted(message.path("id").asText(), id, BOT, message, 0, pings(body.json), nonce,
                body.files, List.of());
        channel.messages.add(posted);
        announce(channel, message.deepCopy().put("nonce", nonce), BOT, true);
        return Answer.of(message.deepCopy().put("nonce", nonce)).with(bucket(channel, POSTS));
    }

    /** Takes one of the requests that a bucket allows; an answer if there is none left. */
    private Optional<Answer> full(Channel channel, String bucket, String route) {
        long now = System.nanoTime();
        Deque<Long> used = channel.used.computeIfAbsent(bucket, _ -> new ArrayDeque<>());
        used.removeIf(at -> now - at > window.toNanos());
        if (used.size() >= perWindow) {
            return Optional.of(tooMany(route, window.minusNanos(now - used.getFirst())));
        }
        used.add(now);
        return Optional.empty();
    }

    private Map<String, String> bucket(Channel channel, String bucket) {
        if (perWindow == Integer.MAX_VALUE) {
            return Map.of();
        }
        Deque<Long> used = channel.used.getOrDefault(bucket, new ArrayDeque<>());
        double reset = window.minusNanos(System.nanoTime() - used.getFirst()).toMillis() / 1000.0;
        return Map.of("X-RateLimit-Limit", Integer.toString(perWindow), "X-RateLimit-Remaining",
                Integer.toString(perWindow - used.size()), "X-RateLimit-Reset-After", Double.toString(reset),
                "X-RateLimit-Reset", Double.toString(System.currentTimeMillis() / 1000.0 + reset),
                "X-RateLimit-Bucket", bucket);
    }

    /** How many mentions in the text are allowed to ping. */
    private static int pings(JsonNode json) {
        String content = json.path("content").asText();
        JsonNode allowed = json.path("allowed_mentions");
        int pings = 0;
        boolean all = content.contains("@everyone") || content.contains("@here");
        if (all && (allowed.isMissingNode() || allowed.path("parse").toString().contains("everyone"))) {
            pings++;
        }
        Matcher mention = Pattern.compile("<@(&?)(\\d+)>").matcher(content);
        while (mention.find()) {
            JsonNode list = allowed.path(mention.group(1).isEmpty() ? "users" : "roles");
            String parse = allowed.path("parse").toString();
            boolean any = allowed.isMissingNode() || parse.contains(mention.group(1).isEmpty() ? "users" : "roles");
            if (any || list.toString().contains(mention.group(2))) {
                pings++;
            }
        }
        return pings;
    }

    private static ObjectNode shown(Channel channel, String id, Body body) {
        ObjectNode message = message(channel, id, user(BOT, true));
        apply(message, body);
        return message;
    }

    private static void apply(ObjectNode message, Body body) {
        for (String key : List.of("content", "embeds", "components", "flags", "message_reference")) {
            if (body.json.has(key)) {
                message.set(key, body.json.get(key).deepCopy());
            }
        }
        message.path("embeds").forEach(embed -> ((ObjectNode) embed).put("type", "rich"));
        number(message.path("components"), 1);
        if (body.json.has("attachments") || !body.files.isEmpty()) {
            ArrayNode attachments = message.putArray("attachments");
            int count = 0;
            for (Map.Entry<String, byte[]> file : body.files.entrySet()) {
                attachments.addObject()
                        .put("id", Integer.toString(++count))
                        .put("filename", file.getKey())
                        .put("size", file.getValue().length)
                        .put("url", "http://127.0.0.1/" + file.getKey())
                        .put("proxy_url", "http://127.0.0.1/" + file.getKey());
            }
        }
    }

    private static int number(JsonNode components, int from) {
        int next = from;
        for (JsonNode component : components) {
            ((ObjectNode) component).put("id", next++);
            next = number(component.path("components"), next);
        }
        return next;
    }

    private Answer list(String id, String query) {
        if (!channels.containsKey(id)) {
            return Answer.error(404, 10_003, "Unknown Channel");
        }
        Matcher limit = Pattern.compile("limit=(\\d+)").matcher(query);
        int most = limit.find() ? Integer.parseInt(limit.group(1)) : 50;
        ArrayNode list = MAPPER.createArrayNode();
        all(id).reversed().stream().limit(most).forEach(message -> {
            ObjectNode body = message.body().deepCopy();
            Optional.ofNullable(channels.get(message.id())).ifPresent(thread -> body.set("thread", json(thread)));
            list.add(body);
        });
        return Answer.of(list);
    }

    private Answer one(String channel, String id) {
        return all(channel).stream()
                .filter(message -> message.id().equals(id))
                .findFirst()
                .map(message -> Answer.of(message.body()))
                .orElseGet(() -> Answer.error(404, 10_008, "Unknown Message"));
    }

    private Answer edit(String id, String message, Body body) {
        Channel channel = channels.get(id);
        if (channel == null) {
            return Answer.error(404, 10_003, "Unknown Channel");
        }
        Optional<Answer> full = full(channel, EDITS, "PATCH channels/" + id + "/messages");
        if (full.isPresent()) {
            return full.get();
        }
        for (int i = 0; i < channel.messages.size(); i++) {
            Posted old = channel.messages.get(i);
            if (old.id().equals(message)) {
                ObjectNode now = old.body().deepCopy();
                apply(now, body);
                now.put("edited_timestamp", SOME_TIME);
                channel.messages.set(i, new Posted(old.id(), id, old.author(), now, old.edits() + 1, old.pings(),
                        old.nonce(), body.files, old.reactions()));
                return Answer.of(now).with(bucket(channel, EDITS));
            }
        }
        return Answer.error(404, 10_008, "Unknown Message");
    }

    private Answer open(String id, String message, JsonNode json) {
        Channel channel = channels.get(id);
        if (channel == null) {
            return Answer.error(404, 10_003, "Unknown Channel");
        }
        if (!channel.user.isEmpty()) {
            return Answer.error(400, 50_024, "Cannot execute action on this channel type");
        }
        if (channels.containsKey(message)) {
            return Answer.error(400, 160_004, "A thread has already been created for this message");
        }
        if (channel.messages.stream().noneMatch(known -> known.id().equals(message))) {
            return Answer.error(404, 10_008, "Unknown Message");
        }
        Channel thread = new Channel(message, 11, json.path("name").asText(), id, "");
        channels.put(thread.id, thread);
        gateway.dispatch("THREAD_CREATE", json(thread).put("newly_created", true));
        return new Answer(201, Optional.of(json(thread)), Map.of());
    }

    private Answer react(String method, String id, String message, String emoji) {
        List<Posted> messages = known(id).messages;
        for (int i = 0; i < messages.size(); i++) {
            Posted old = messages.get(i);
            if (old.id().equals(message)) {
                List<String> reactions = new ArrayList<>(old.reactions());
                reactions.add((method.equals("PUT") ? "+" : "-") + emoji);
                messages.set(i, new Posted(old.id(), id, old.author(), old.body(), old.edits(), old.pings(),
                        old.nonce(), old.files(), List.copyOf(reactions)));
            }
        }
        return Answer.nothing();
    }

    private Interaction interaction(String token) {
        return Optional.ofNullable(interactions.get(token)).orElseThrow();
    }

    private Answer callback(String token, String query, JsonNode json) {
        Interaction interaction = interaction(token);
        if (interaction.acknowledged()) {
            return Answer.error(400, 40_060, "Interaction has already been acknowledged.");
        }
        interaction.called(json);
        if (!query.contains("with_response=true")) {
            return Answer.nothing();
        }
        String id = id();
        ObjectNode answer = MAPPER.createObjectNode();
        answer.putObject("interaction")
                .put("id", interaction.id)
                .put("type", 2)
                .put("response_message_id", id)
                .put("response_message_loading", true)
                .put("response_message_ephemeral", interaction.quiet());
        ObjectNode resource = answer.putObject("resource").put("type", json.path("type").asInt());
        if (json.path("type").asInt() == 5) {
            resource.set("message", message(known(interaction.channel), id, user(BOT, true))
                    .put("flags", 128 + json.path("data").path("flags").asInt()));
        }
        return Answer.of(answer);
    }

    private Answer followUp(String token, Body body, boolean original) {
        Interaction interaction = interaction(token);
        if (!interaction.acknowledged()) {
            return Answer.error(404, 10_015, "Unknown Webhook");
        }
        // what comes while "thinking" stands there takes its place, and who may see it was decided then
        boolean first = original || interaction.thinking();
        ObjectNode message = shown(known(interaction.channel), id(), body);
        if (first) {
            message.put("flags", interaction.quiet() ? EPHEMERAL : 0);
        }
        interaction.answered(new Posted(message.path("id").asText(), interaction.channel, BOT, message, 0,
                pings(body.json), "", body.files, List.of()), first);
        return Answer.of(message);
    }

    private static Body body(String type, byte[] bytes) throws IOException {
        if (type.startsWith("application/json") && bytes.length > 0 && bytes[0] == '{') {
            return new Body((ObjectNode) MAPPER.readTree(bytes), Map.of());
        }
        Matcher boundary = Pattern.compile("boundary=(.+)").matcher(type);
        if (!boundary.find()) {
            return new Body(MAPPER.createObjectNode(), Map.of());
        }
        ObjectNode json = MAPPER.createObjectNode();
        Map<String, byte[]> files = new LinkedHashMap<>();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String part : text.split(Pattern.quote("--" + boundary.group(1)))) {
            int gap = part.indexOf("\r\n\r\n");
            if (gap < 0) {
                continue;
            }
            byte[] content = part.substring(gap + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
            Matcher name = Pattern.compile("filename=\"([^\"]*)\"").matcher(part.substring(0, gap));
            if (name.find()) {
                files.put(name.group(1), content);
            } else {
                json = parsed(content);
            }
        }
        return new Body(json, files);
    }

    private static ObjectNode parsed(byte[] content) throws JsonProcessingException {
        return (ObjectNode) MAPPER.readTree(new String(content, StandardCharsets.UTF_8));
    }
}
