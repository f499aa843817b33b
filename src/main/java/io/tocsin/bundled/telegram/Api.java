package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Multipart;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.Waits;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Calls the Bot API: once, bounded in time, and not before Telegram allows it again. */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SAID = 200;
    private static final Duration SOME_SECONDS = Duration.ofSeconds(5);

    private final TelegramSettings settings;
    private final Http http;
    private final Troubles troubles;
    private final Chats chats;
    private final Duration limit;
    private final Waits waits;

    Api(TelegramSettings settings, Http http, InstantSource clock, Troubles troubles, Chats chats, Duration limit) {
        this.settings = settings;
        this.http = http;
        this.waits = new Waits("Telegram", clock);
        this.troubles = troubles;
        this.chats = chats;
        this.limit = limit;
    }

    static ObjectNode body() {
        return JSON.createObjectNode();
    }

    /** Something that is about no room. */
    JsonNode call(String method, ObjectNode body) throws RoomException {
        return call(method, body, limit);
    }

    JsonNode call(String method, ObjectNode body, Duration within) throws RoomException {
        Reply reply = judged(method, "", ask(method, body, within));
        if (reply.ok()) {
            return reply.result();
        }
        throw refused(method, reply);
    }

    /**
     * Something that is about a room, which may have moved meanwhile.
     *
     * @return what came of it; a missing node if the message looks like that already
     */
    JsonNode call(String method, Place room, ObjectNode body) throws RoomException {
        Place now = chats.now(room);
        try {
            return inRoom(method, now, room, body);
        } catch (Moved moved) {
            chats.moved(now.chat(), moved.to());
        }
        if (body.has("message_id")) {
            throw gone(room);
        }
        body.remove("reply_parameters");
        try {
            return inRoom(method, chats.now(now), room, body);
        } catch (Moved again) {
            throw new RoomException(Kind.LATER, "Telegram: the group " + room + " moves");
        }
    }

    /** Messages stay behind when a group moves, and their numbers mean others there. */
    static RoomException gone(Place room) {
        return new RoomException(Kind.REFUSED, "the group " + room + " became a supergroup, the message is not there");
    }

    /** A group that has another number by now. */
    private static final class Moved extends Exception {

        private static final long serialVersionUID = 1L;

        private final String to;

        Moved(String to) {
            super(to, null, false, false);
            this.to = to;
        }

        String to() {
            return to;
        }
    }

    private JsonNode inRoom(String method, Place now, Place room, ObjectNode body) throws RoomException, Moved {
        body.put("chat_id", now.chat());
        if (now.topic() != 0 && method.startsWith("send")) {
            body.put("message_thread_id", now.topic());
        }
        waits.check(now.chat());
        return outcome(method, room, judged(method, now.chat(), ask(method, body, limit)));
    }

    private JsonNode outcome(String method, Place room, Reply reply) throws RoomException, Moved {
        if (reply.ok() || reply.says("message is not modified")) {
            troubles.end(Troubles.ROOM + room);
            chats.seen(reply.result().path("chat"));
            return reply.result();
        }
        Optional<String> moved = reply.movedTo();
        if (moved.isPresent()) {
            throw new Moved(moved.get());
        }
        Optional<String> trouble = reply.roomTrouble(room.toString());
        if (trouble.isPresent()) {
            troubles.begin(Troubles.ROOM + room, trouble.get());
            throw new RoomException(Kind.LATER, "Telegram: " + trouble.get());
        }
        throw refused(method, reply);
    }

    /** Sends a file; it holds the same as the body of another request. */
    JsonNode upload(String method, Place room, Multipart form) throws RoomException {
        Http.Request request = new Http.Request(
                "POST", settings.method(method), Map.of("Content-Type", form.contentType()), "", limit);
        Reply reply = judged(method, room.chat(), read(() -> http.send(request, form.bytes())));
        if (!reply.ok()) {
            throw refused(method, reply);
        }
        return reply.result();
    }

    private Reply ask(String method, ObjectNode body, Duration within) throws RoomException {
        Http.Request request = new Http.Request(
                "POST", settings.method(method), Map.of("Content-Type", "application/json"), body.toString(), within);
        return read(() -> http.send(request));
    }

    /** A request. */
    @FunctionalInterface
    private interface Ask {
        Http.Answer send() throws IOException;
    }

    private static Reply read(Ask ask) throws RoomException {
        try {
            Http.Answer answer = ask.send();
            return Reply.of(answer.status(), json(answer.body()));
        } catch (Refusal denied) {
            throw new RoomException(Kind.LATER, "telegram.api-url is an address that is not allowed");
        } catch (IOException failure) {
            throw new RoomException(
                    Kind.LATER, "Telegram was not reached: " + Plain.line(String.valueOf(failure.getMessage()), SAID),
                    failure, Optional.empty());
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** What fails for all requests alike. */
    private Reply judged(String method, String chat, Reply reply) throws RoomException {
        if (reply.tooMany()) {
            Duration wait = reply.retryAfter().orElse(SOME_SECONDS);
            throw waits.begin(chat, wait);
        }
        if (reply.unanswered()) {
            throw new RoomException(Kind.LATER, "Telegram answered " + reply.code() + " to " + method);
        }
        if (reply.code() == UNAUTHORIZED || reply.code() == NOT_FOUND) {
            String text = "it does not accept telegram.token (" + Plain.line(reply.said(), SAID) + ")";
            troubles.begin(Troubles.TOKEN, text);
            throw new RoomException(Kind.LATER, "Telegram: " + text);
        }
        troubles.end(Troubles.TOKEN);
        return reply;
    }

    private static RoomException refused(String method, Reply reply) {
        if (reply.code() == CONFLICT) {
            return new RoomException(Kind.LATER, reply.says("webhook")
                    ? "a webhook is set for this bot, and Telegram gives news to one side only; call deleteWebhook"
                    : "another process asks for this bot's news; stop it, or give it a bot of its own");
        }
        Kind kind = reply.code() / 100 == 4 ? Kind.REFUSED : Kind.LATER;
        return new RoomException(
                kind, "Telegram answered " + reply.code() + " to " + method + ": " + Plain.line(reply.said(), SAID));
    }
}
