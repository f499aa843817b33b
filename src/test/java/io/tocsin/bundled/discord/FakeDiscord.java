package io.tocsin.bundled.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    static final int EPHEMERAL = 64;

    private final FakeGateway gateway = new FakeGateway(this, TOKEN, FakeObjects::ready, this::guilds);
    private final FakeChannels channels = new FakeChannels(gateway);
    private final FakeInteractions interactions = new FakeInteractions(channels, gateway);
    private final FakeLimits limits = new FakeLimits();
    private final FakeRoutes routes = new FakeRoutes(channels, interactions, limits);
    private final FakeHttp http = new FakeHttp(this::answer);

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
            return FakeObjects.lines(body);
        }

        public boolean ephemeral() {
            return (body.path("flags").asInt() & EPHEMERAL) != 0;
        }
    }

    /** A slash command, click, choice or completion, and how it was answered. */
    public static final class Interaction {

        final String id;
        final String token;
        final String channel;
        private final long began = System.nanoTime();
        private JsonNode callback = MissingNode.getInstance();
        private Duration acknowledgedAfter = Duration.ZERO;
        private boolean thinking;
        private final List<Posted> answers = new ArrayList<>();

        Interaction(String id, String token, String channel) {
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

        synchronized void called(JsonNode body) {
            callback = body;
            acknowledgedAfter = Duration.ofNanos(System.nanoTime() - began);
            thinking = body.path("type").asInt() == 5;
        }

        synchronized void answered(Posted answer, boolean original) {
            if (original && !thinking && !answers.isEmpty()) {
                answers.set(0, answer);
            } else {
                answers.add(answer);
            }
            thinking = false;
        }

        synchronized void deleted() {
            thinking = false;
        }
    }

    public FakeDiscord() {
        http.open();
        gateway.open();
    }

    /** Somebody joins the server, or leaves it; told if the bot asked for its members. */
    public synchronized void moves(String person, boolean joins) {
        if ((gateway.intents() & FakeGateway.MEMBERS) != 0) {
            ObjectNode moved = FakeObjects.member(person, false).put("guild_id", GUILD);
            gateway.dispatch(joins ? "GUILD_MEMBER_ADD" : "GUILD_MEMBER_REMOVE", moved);
        }
    }

    private synchronized List<ObjectNode> guilds() {
        return List.of(FakeObjects.guild(channels.all()));
    }

    private synchronized FakeAnswer answer(FakeHttp.Request request) throws IOException {
        return routes.answer(request);
    }

    public String apiUrl() {
        return http.url();
    }

    public String gatewayUrl() {
        return gateway.url();
    }

    // ---- what the test arranges

    /** Adds a text channel and says its id. */
    public synchronized String channel(String name) {
        return channels.open(name).id;
    }

    public synchronized void deleteChannel(String id) {
        channels.delete(id);
    }

    /** Requests for a path that holds this text are refused so many times. */
    public synchronized void fail(String path, int status, int code, String message, int times) {
        limits.fail(path, status, code, message, times);
    }

    /** Requests for a path that holds this text are too many, so many times. */
    public synchronized void tooMany(String path, Duration retryAfter, int times) {
        limits.tooMany(path, retryAfter, times);
    }

    public synchronized void mend(String path) {
        limits.mend(path);
    }

    /** From now on a channel takes so many posts, and as many edits, in such a time, and says so in its headers. */
    public synchronized void limit(int posts, Duration in) {
        limits.limit(posts, in);
    }

    public synchronized void refuseToken(boolean refused) {
        routes.refuseToken(refused);
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
        gateway.dispatch("GUILD_DELETE", FakeObjects.withId(GUILD));
    }

    // ---- what people do

    /** Somebody writes in a channel or thread. */
    public synchronized Posted say(String channel, String user, String text) {
        return channels.arrive(channels.known(channel), user, text, false);
    }

    public Posted mention(String channel, String user, String text) {
        return say(channel, user, "<@" + BOT + "> " + text);
    }

    /** Another bot writes. */
    public synchronized Posted botSays(String channel, String user, String text) {
        return channels.arrive(channels.known(channel), user, text, true);
    }

    /** Somebody writes to the bot alone. */
    public synchronized Posted direct(String user, String text) {
        return channels.arrive(channels.direct(user), user, text, false);
    }

    /** The id of the conversation with one person. */
    public synchronized String directOf(String user) {
        return channels.direct(user).id;
    }

    /** Somebody uses the slash command, such as {@code slash(ops, ana, "add monitor", Map.of("name", "shop"))}. */
    public synchronized Interaction slash(String channel, String user, String words, Map<String, Object> options) {
        return interactions.slash(channel, user, words, options);
    }

    /** Somebody is typing a value of the slash command. */
    public synchronized Interaction complete(
            String channel, String user, String words, Map<String, Object> options, String focused) {
        return interactions.complete(channel, user, words, options, focused);
    }

    /** Somebody clicks the button of a message that says this line. */
    public synchronized Interaction click(Posted message, String user, String line) {
        return interactions.click(message, user, line);
    }

    /** Somebody chooses from the menu of a message. */
    public synchronized Interaction choose(Posted message, String user, String line) {
        return interactions.choose(message, user, line);
    }

    // ---- what the test looks at

    /** The messages of the bot in a channel or thread, the oldest first. */
    public synchronized List<Posted> messages(String channel) {
        return all(channel).stream().filter(message -> message.author().equals(BOT)).toList();
    }

    /** All messages there, the oldest first. */
    public synchronized List<Posted> all(String channel) {
        return channels.messages(channel);
    }

    public synchronized Posted message(String channel, String id) {
        return channels.message(channel, id).orElseThrow();
    }

    /** The ids of all threads of a channel. */
    public synchronized List<String> threads(String channel) {
        return channels.all().stream()
                .filter(thread -> thread.parent.equals(channel))
                .map(thread -> thread.id)
                .toList();
    }

    public synchronized String name(String channel) {
        return channels.known(channel).name;
    }

    /** The slash commands, as they are registered. */
    public synchronized JsonNode commands() {
        return routes.commands();
    }

    public synchronized int registrations() {
        return routes.registrations();
    }

    /** How many requests were answered with 429. */
    public synchronized int limited() {
        return limits.limited();
    }

    /** How many requests came while their route was closed. */
    public synchronized int violations() {
        return limits.violations();
    }

    /** All requests so far, as {@code POST channels/1/messages}. */
    public synchronized List<String> requests() {
        return routes.requests();
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

    public boolean askedForMembers() {
        return (gateway.intents() & FakeGateway.MEMBERS) != 0;
    }

    public boolean askedForMessageContent() {
        return (gateway.intents() & FakeGateway.MESSAGE_CONTENT) != 0;
    }

    @Override
    public void close() {
        http.close();
        try {
            gateway.stop(1_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
