package io.tocsin.bundled.rocketchat;

import static io.tocsin.bundled.rocketchat.FakeAnswers.done;
import static io.tocsin.bundled.rocketchat.FakeAnswers.failed;
import static io.tocsin.bundled.rocketchat.FakeAnswers.json;
import static io.tocsin.bundled.rocketchat.FakeAnswers.loggedIn;
import static io.tocsin.bundled.rocketchat.FakeAnswers.response;
import static io.tocsin.bundled.rocketchat.FakeAnswers.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A Rocket.Chat server on loopback: the methods that the bot calls, the realtime API, and people who talk. */
final class FakeRocketChat extends Dispatcher implements AutoCloseable {

    static final String USER = "tocsin";
    static final String PASSWORD = "s3cret-word";
    static final String USER_ID = "botbotbotbotbotbo";
    static final String TOKEN = "token-0";

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int LONGEST = 5_000;

    private final MockWebServer server = new MockWebServer();
    private final FakeRealtime realtime = new FakeRealtime(this::isToken);
    private final Set<String> tokens = new TreeSet<>(Set.of(TOKEN));
    private final Map<String, ObjectNode> rooms = new LinkedHashMap<>();
    private final Map<String, ObjectNode> messages = new LinkedHashMap<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> reactions = new CopyOnWriteArrayList<>();
    private final Set<String> refused = new TreeSet<>();
    private String password = PASSWORD;
    private boolean silent;
    private int logIns;
    private int numbers;

    /** A request that came. */
    record Call(String verb, String method, Map<String, String> query, JsonNode body, String token, String user) {}

    /** How a call goes wrong: a status and a body, or no answer at all, before or after its work is done. */
    record Fault(int status, String body, boolean worked) {}

    FakeRocketChat() {
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

    FakeRealtime realtime() {
        return realtime;
    }

    synchronized FakeRocketChat room(String id, String name, String type) {
        ObjectNode room = JSON.createObjectNode().put("_id", id).put("t", type);
        if (type.equals("d")) {
            room.putArray("usernames").add(USER).add(name);
        } else {
            room.put("name", name);
        }
        room.put("_updatedAt", Instant.now().minusSeconds(3_600).toString());
        rooms.put(id, room);
        return this;
    }

    synchronized void remove(String room) {
        rooms.remove(room);
    }

    synchronized void password(String other) {
        password = other;
    }

    /** All tokens given so far have ended. */
    synchronized void endTokens() {
        tokens.clear();
    }

    private synchronized boolean isToken(String token) {
        return tokens.contains(token);
    }

    synchronized void failNext(String method, int status, String body) {
        faults.computeIfAbsent(method, _ -> new ArrayDeque<>()).add(new Fault(status, body, false));
    }

    /** The next call does its work, but nobody hears of it. */
    synchronized void loseNextAnswer(String method) {
        faults.computeIfAbsent(method, _ -> new ArrayDeque<>()).add(new Fault(0, "", true));
    }

    /** What was said in a room is not shown. */
    synchronized void refuse(String room) {
        refused.add(room);
    }

    /** Takes requests and answers none. */
    synchronized void fallSilent() {
        silent = true;
    }

    List<Call> calls(String method) {
        return calls.stream().filter(it -> it.method.equals(method)).toList();
    }

    Call lastCall(String method) {
        return calls(method).getLast();
    }

    List<String> reactions() {
        return reactions;
    }

    synchronized List<ObjectNode> messages(String room) {
        return messages.values().stream().filter(it -> it.path("rid").asText().equals(room))
                .map(ObjectNode::deepCopy).toList();
    }

    synchronized ObjectNode message(String reference) {
        return messages.get(reference.substring(reference.indexOf(':') + 1)).deepCopy();
    }

    /** Somebody says something. Answers its id. */
    String say(String room, String user, String text) {
        return say(room, user, text, JSON.createObjectNode());
    }

    String say(String room, String user, String text, ObjectNode more) {
        ObjectNode said;
        synchronized (this) {
            said = message("said" + ++numbers, room, user, user, text);
            said.setAll(more);
            messages.put(said.path("_id").asText(), said);
        }
        realtime.tell(said, rooms.get(room).path("t").asText());
        return said.path("_id").asText();
    }

    /** The server tells of a message once more, as it does when something about it has changed. */
    void tellAgain(String id, ObjectNode changes) {
        ObjectNode changed;
        synchronized (this) {
            changed = messages.get(id);
            changed.setAll(changes);
            changed = changed.deepCopy();
        }
        realtime.tell(changed, rooms.get(changed.path("rid").asText()).path("t").asText());
    }

    private ObjectNode message(String id, String room, String userId, String userName, String text) {
        String now = Instant.now().toString();
        ObjectNode message = JSON.createObjectNode().put("_id", id).put("rid", room).put("msg", text).put("ts", now)
                .put("_updatedAt", now);
        message.putObject("u").put("_id", userId).put("username", userName);
        Optional.ofNullable(rooms.get(room)).ifPresent(it -> it.put("_updatedAt", now));
        return message;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        if (path.equals("/websocket")) {
            return realtime.answer();
        }
        String method = path.substring("/api/v1/".length());
        Map<String, String> query = new HashMap<>();
        request.getUrl().queryParameterNames().forEach(it -> query.put(it, request.getUrl().queryParameter(it)));
        Call call = new Call(
                request.getMethod(), method, query,
                request.getBody() == null ? JSON.createObjectNode() : json(request.getBody().utf8()),
                String.valueOf(request.getHeaders().get("X-Auth-Token")),
                String.valueOf(request.getHeaders().get("X-User-Id")));
        calls.add(call);
        return answer(call);
    }

    private synchronized MockResponse answer(Call call) {
        if (silent) {
            return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
        }
        Deque<Fault> waiting = faults.getOrDefault(call.method, new ArrayDeque<>());
        Fault fault = waiting.poll();
        if (fault != null && !fault.worked) {
            return response(fault.status, fault.body);
        }
        MockResponse answer = call.method.equals("login") ? logIn(call) : known(call);
        return fault == null
                ? answer
                : new MockResponse.Builder().onResponseStart(SocketEffect.ShutdownConnection.INSTANCE).build();
    }

    private MockResponse logIn(Call call) {
        if (!call.body.path("user").asText().equals(USER) || !call.body.path("password").asText().equals(password)) {
            return response(401, "{\"status\":\"error\",\"error\":401,\"message\":\"Unauthorized\"}");
        }
        String token = "token-" + ++logIns;
        tokens.add(token);
        return loggedIn(token);
    }

    private MockResponse known(Call call) {
        if (!tokens.contains(call.token) || !call.user.equals(USER_ID)) {
            return response(401, "{\"status\":\"error\",\"message\":\"You must be logged in to do this.\"}");
        }
        return switch (call.method) {
            case "me" -> done(JSON.createObjectNode().put("_id", USER_ID).put("username", USER));
            case "rooms.info" -> roomInfo(call.query.get("roomName"));
            case "im.create" -> im(call.body.path("username").asText());
            case "rooms.get" -> roomsSince(Instant.parse(call.query.get("updatedSince")));
            case "chat.syncMessages" ->
                    sync(call.query.get("roomId"), Instant.parse(call.query.get("lastUpdate")));
            case "users.info" -> user(call.query.get("userId"));
            case "chat.sendMessage" -> send(call.body.path("message"));
            case "chat.postMessage" -> post(call.body);
            case "chat.update" -> update(call.body);
            case "chat.getMessage" -> get(call.query.get("msgId"));
            case "chat.react" -> react(call.body);
            default -> response(404, "{\"success\":false,\"error\":\"no such method\"}");
        };
    }

    private MockResponse roomInfo(String name) {
        return rooms.values().stream().filter(it -> it.path("name").asText("").equals(name)).findFirst()
                .map(it -> done(JSON.createObjectNode().set("room", it)))
                .orElseGet(() -> failed("The required \\\"roomId\\\" or \\\"roomName\\\" param provided does not match"
                        + " any channel [error-room-not-found]", "error-room-not-found"));
    }

    private MockResponse im(String name) {
        return rooms.values().stream()
                .filter(it -> it.path("usernames").path(1).asText("").equals(name)).findFirst()
                .map(it -> done(JSON.createObjectNode().set("room", it)))
                .orElseGet(() -> failed("Invalid user [error-invalid-user]", "error-invalid-user"));
    }

    private MockResponse roomsSince(Instant since) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode update = answer.putArray("update");
        rooms.values().stream().filter(it -> Instant.parse(it.path("_updatedAt").asText()).isAfter(since))
                .forEach(update::add);
        answer.putArray("remove");
        return done(answer);
    }

    private MockResponse sync(String room, Instant since) {
        if (refused.contains(room)) {
            return failed("error-not-allowed", "error-not-allowed");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode updated = answer.putObject("result").putArray("updated");
        messages.values().stream().filter(it -> it.path("rid").asText().equals(room))
                .filter(it -> Instant.parse(it.path("_updatedAt").asText()).isAfter(since)).toList().reversed()
                .forEach(updated::add);
        return done(answer);
    }

    private MockResponse send(JsonNode sent) {
        String id = sent.path("_id").asText();
        if (messages.containsKey(id)) {
            return failed("Cannot read properties of undefined (reading 'u')", "");
        }
        return store(id, sent.path("rid").asText(), sent.path("msg").asText(), sent.path("tmid").asText(""));
    }

    private MockResponse post(JsonNode sent) {
        return store("posted" + ++numbers, sent.path("roomId").asText(), sent.path("text").asText(),
                sent.path("tmid").asText(""));
    }

    private MockResponse store(String id, String room, String text, String thread) {
        if (!rooms.containsKey(room)) {
            return failed("error-invalid-room", "error-invalid-room");
        }
        if (text.length() > LONGEST) {
            return failed("error-message-size-exceeded", "error-message-size-exceeded");
        }
        ObjectNode message = message(id, room, USER_ID, USER, text);
        if (!thread.isEmpty()) {
            message.put("tmid", thread);
        }
        messages.put(id, message);
        realtime.tell(message, rooms.get(room).path("t").asText());
        return done(JSON.createObjectNode().set("message", message));
    }

    private MockResponse update(JsonNode body) {
        ObjectNode message = messages.get(body.path("msgId").asText());
        if (message == null) {
            return failed("No message found with the id of \\\"" + body.path("msgId").asText() + "\\\".", "");
        }
        message.put("msg", body.path("text").asText()).put("editedAt", Instant.now().toString());
        return done(JSON.createObjectNode().set("message", message));
    }

    private MockResponse get(String id) {
        ObjectNode message = messages.get(id);
        return message == null
                ? response(400, "{\"success\":false}")
                : done(JSON.createObjectNode().set("message", message));
    }

    private MockResponse react(JsonNode body) {
        reactions.add((body.path("shouldReact").asBoolean() ? "+" : "-") + body.path("emoji").asText() + " "
                + body.path("messageId").asText());
        return done(JSON.createObjectNode());
    }

    @Override
    public void close() {
        realtime.drop();
        server.close();
    }

    List<String> texts(String room) {
        List<String> texts = new ArrayList<>();
        messages(room).forEach(it -> texts.add(it.path("msg").asText()));
        return texts;
    }
}
