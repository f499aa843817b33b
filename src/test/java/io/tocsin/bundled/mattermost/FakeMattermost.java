package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A Mattermost server on loopback: the requests that the bot makes, the WebSocket, and people who talk. */
final class FakeMattermost extends Dispatcher implements AutoCloseable {

    static final String TOKEN = "bot-token-secret";
    static final String BOT = "botid";

    static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private final FakeEvents events = new FakeEvents(this::isToken);
    private final Map<String, ObjectNode> channels = new LinkedHashMap<>();
    private final Map<String, ObjectNode> posts = new LinkedHashMap<>();
    private final Map<String, String> pending = new HashMap<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<ObjectNode> whispers = new CopyOnWriteArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private boolean mayWhisper = true;
    private boolean silent;
    private String token = TOKEN;
    private int numbers;

    /** A request that came: its verb, its path below the API's, its body. */
    record Call(String what, JsonNode body, String authorization) {}

    /** How a call goes wrong. */
    record Fault(int status, String header, String body, boolean worked) {}

    FakeMattermost() {
        server.setDispatcher(this);
        try {
            server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    FakeEvents events() {
        return events;
    }

    synchronized FakeMattermost channel(String id, String team, String name, String type) {
        channels.put(id, JSON.createObjectNode().put("id", id).put("team_id", team).put("name", name).put("type", type)
                .put("last_post_at", System.currentTimeMillis() - 3_600_000));
        return this;
    }

    synchronized void remove(String channel) {
        channels.remove(channel);
    }

    synchronized void token(String other) {
        token = other;
    }

    private synchronized boolean isToken(String given) {
        return token.equals(given);
    }

    synchronized void mayWhisper(boolean may) {
        mayWhisper = may;
    }

    /** What was said in a channel is not shown. */
    synchronized void refuse(String channel) {
        refused.add(channel);
    }

    /** From when the posts of a channel were asked for last. */
    Optional<Instant> since(String channel) {
        String path = "GET channels/" + channel + "/posts?since=";
        return calls.stream().map(Call::what).filter(it -> it.startsWith(path))
                .reduce((_, last) -> last)
                .map(it -> Instant.ofEpochMilli(Long.parseLong(it.substring(path.length()))));
    }

    synchronized void fallSilent() {
        silent = true;
    }

    /** @param what such as {@code POST posts} */
    synchronized void failNext(String what, int status, String header, String body) {
        faults.computeIfAbsent(what, _ -> new ArrayDeque<>()).add(new Fault(status, header, body, false));
    }

    synchronized void loseNextAnswer(String what) {
        faults.computeIfAbsent(what, _ -> new ArrayDeque<>()).add(new Fault(0, "", "", true));
    }

    List<Call> calls(String what) {
        return calls.stream().filter(it -> it.what.equals(what)).toList();
    }

    Call lastCall(String what) {
        return calls(what).getLast();
    }

    List<ObjectNode> whispers() {
        return whispers;
    }

    synchronized List<ObjectNode> posts(String channel) {
        return posts.values().stream().filter(it -> it.path("channel_id").asText().equals(channel))
                .map(ObjectNode::deepCopy).toList();
    }

    synchronized ObjectNode post(String reference) {
        return posts.get(reference.substring(reference.indexOf(':') + 1)).deepCopy();
    }

    /** Somebody says something. Answers its id. */
    String say(String channel, String user, String text) {
        return say(channel, user, text, JSON.createObjectNode());
    }

    String say(String channel, String user, String text, ObjectNode more) {
        ObjectNode said;
        String type;
        synchronized (this) {
            said = stored("said" + ++numbers, channel, user, text);
            said.setAll(more);
            type = channels.get(channel).path("type").asText();
        }
        events.posted(said, type);
        return said.path("id").asText();
    }

    private ObjectNode stored(String id, String channel, String user, String text) {
        long now = System.currentTimeMillis();
        ObjectNode post = JSON.createObjectNode().put("id", id).put("channel_id", channel).put("user_id", user)
                .put("message", text).put("root_id", "").put("type", "").put("create_at", now).put("update_at", now)
                .put("edit_at", 0).put("delete_at", 0);
        post.putObject("props");
        posts.put(id, post);
        channels.get(channel).put("last_post_at", now);
        return post;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String target = request.getTarget().substring("/api/v4/".length());
        if (target.equals("websocket")) {
            return events.answer();
        }
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        Call call = new Call(
                request.getMethod() + " " + target, body.isEmpty() ? JSON.createObjectNode() : json(body),
                String.valueOf(request.getHeaders().get("Authorization")));
        calls.add(call);
        return answer(call);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(text, unreadable);
        }
    }

    private synchronized MockResponse answer(Call call) {
        if (silent) {
            return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
        }
        Fault fault = faults.getOrDefault(call.what, new ArrayDeque<>()).poll();
        if (fault != null && !fault.worked) {
            MockResponse.Builder answer = new MockResponse.Builder().code(fault.status).body(fault.body);
            return (fault.header.isEmpty() ? answer : answer.addHeader(fault.header)).build();
        }
        MockResponse answer = call.authorization.equals("Bearer " + token)
                ? known(call.what, call.body)
                : error(401, "api.context.session_expired.app_error",
                        "Invalid or expired session, please login again.");
        return fault == null
                ? answer
                : new MockResponse.Builder().onResponseStart(SocketEffect.ShutdownConnection.INSTANCE).build();
    }

    private MockResponse known(String what, JsonNode body) {
        String[] parts = what.split("[ /?]");
        return switch (what) {
            case "GET users/me" -> done(JSON.createObjectNode().put("id", BOT).put("username", "tocsin"));
            case "GET users/me/teams" -> done(JSON.createArrayNode()
                    .add(JSON.createObjectNode().put("id", "T1").put("name", "acme"))
                    .add(JSON.createObjectNode().put("id", "T2").put("name", "beta")));
            case "GET users/me/channels" -> done(JSON.createArrayNode().addAll(channels.values()));
            case "POST channels/direct" -> direct(body);
            case "POST posts" -> create(body);
            case "POST posts/ephemeral" -> whisper(body);
            case "POST reactions" -> done(body);
            default -> parts[1].equals("users") && parts[0].equals("GET")
                    ? user(parts)
                    : parts[1].equals("teams")
                            ? named(parts)
                            : parts[1].equals("posts") && what.endsWith("/patch")
                                    ? patch(parts[2], body)
                                    : parts[1].equals("channels") && what.contains("/posts?")
                                            ? list(parts[2], parts[4])
                                            : done(JSON.createObjectNode().put("status", "OK"));
        };
    }

    private MockResponse user(String[] parts) {
        String name = parts[2].equals("username") ? parts[3] : parts[2];
        return name.equals("nobody")
                ? error(404, "store.sql_user.missing_account.const", "Unable to find the user.")
                : done(JSON.createObjectNode().put("id", name).put("username", name)
                        .put("is_bot", name.startsWith("robot")));
    }

    private MockResponse named(String[] parts) {
        boolean byName = parts[2].equals("name");
        String team = byName ? parts[3].equals("acme") ? "T1" : "T2" : parts[2];
        String name = parts[parts.length - 1];
        return channels.values().stream()
                .filter(it -> it.path("team_id").asText().equals(team) && it.path("name").asText().equals(name))
                .findFirst()
                .map(FakeMattermost::done)
                .orElseGet(() -> error(404, "app.channel.get_by_name.missing.app_error", "Channel does not exist."));
    }

    private MockResponse direct(JsonNode users) {
        return done(channels.values().stream()
                .filter(it -> it.path("name").asText().equals(users.path(0).asText() + "__" + users.path(1).asText()))
                .findFirst().orElseThrow());
    }

    private MockResponse create(JsonNode body) {
        String channel = body.path("channel_id").asText();
        String root = body.path("root_id").asText();
        if (!channels.containsKey(channel)) {
            return error(403, "api.context.permissions.app_error", "You do not have the appropriate permissions.");
        }
        if (!root.isEmpty() && !posts.containsKey(root)) {
            return error(400, "api.post.create_post.root_id.app_error", "Invalid RootId parameter.");
        }
        String twin = pending.get(body.path("pending_post_id").asText(""));
        if (twin != null) {
            return done(posts.get(twin));
        }
        ObjectNode post = stored("post" + ++numbers, channel, BOT, body.path("message").asText());
        post.put("root_id", root);
        post.set("props", body.path("props"));
        if (body.has("pending_post_id")) {
            pending.put(body.path("pending_post_id").asText(), post.path("id").asText());
        }
        events.posted(post, channels.get(channel).path("type").asText());
        return done(post);
    }

    /** The server forgets which posts were pending, as it does after half a minute. */
    synchronized void forgetPending() {
        pending.clear();
    }

    private MockResponse whisper(JsonNode body) {
        if (!mayWhisper) {
            return error(403, "api.context.permissions.app_error", "You do not have the appropriate permissions.");
        }
        whispers.add((ObjectNode) body);
        return done(body.path("post"));
    }

    private MockResponse patch(String id, JsonNode body) {
        ObjectNode post = posts.get(id);
        if (post == null) {
            return error(404, "app.post.get.app_error", "Unable to get the post.");
        }
        post.setAll((ObjectNode) body);
        post.put("edit_at", System.currentTimeMillis());
        return done(post);
    }

    private MockResponse list(String channel, String query) {
        long since = query.startsWith("since=") ? Long.parseLong(query.substring("since=".length())) : 0;
        if (refused.contains(channel)) {
            return error(403, "api.context.permissions.app_error", "You do not have the appropriate permissions.");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode order = answer.putArray("order");
        ObjectNode found = answer.putObject("posts");
        posts.values().stream().filter(it -> it.path("channel_id").asText().equals(channel))
                .filter(it -> it.path("update_at").asLong() >= since).toList().reversed().forEach(it -> {
                    order.add(it.path("id").asText());
                    found.set(it.path("id").asText(), it);
                });
        return done(answer);
    }

    private static MockResponse done(JsonNode answer) {
        return new MockResponse.Builder().code(200).setHeader("Content-Type", "application/json")
                .body(answer.toString()).build();
    }

    private static MockResponse error(int status, String id, String message) {
        return new MockResponse.Builder().code(status).body(JSON.createObjectNode().put("id", id)
                .put("message", message).put("status_code", status).toString()).build();
    }

    @Override
    public void close() {
        events.drop();
        server.close();
    }
}
