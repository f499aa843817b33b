package io.tocsin.bundled.rocketchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Plain;
import io.tocsin.channel.live.Live;
import io.tocsin.channel.live.Live.Out;
import io.tocsin.spi.RoomException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** One connection of the realtime API: DDP, a log-in with the token, and the stream of all rooms the bot is in. */
final class Realtime implements Live.Talk {

    private static final String STREAM = "stream-room-messages";
    private static final String LOGIN = "login";
    private static final String SUBSCRIPTION = "messages";

    private final Api api;
    private final Inbox inbox;
    private final Executor threads;
    private final String token;
    private final Out out;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    Realtime(Api api, Inbox inbox, Executor threads, String token, Out out) {
        this.api = api;
        this.inbox = inbox;
        this.threads = threads;
        this.token = token;
        this.out = out;
    }

    @Override
    public void begin() {
        ObjectNode connect = message("connect").put("version", "1");
        connect.putArray("support").add("1");
        out.say(connect.toString());
    }

    @Override
    public void ping() {
        out.say(message("ping").toString());
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    private static ObjectNode message(String kind) {
        return Api.JSON.createObjectNode().put("msg", kind);
    }

    @Override
    public void heard(String text) {
        JsonNode message = Api.json(text);
        switch (message.path("msg").asText("")) {
            case "connected" -> threads.execute(this::logIn);
            case "ping" -> threads.execute(() -> out.say(message("pong").toString()));
            case "result" -> result(message);
            case "ready" -> ready.complete(null);
            case "nosub" -> refuse("the stream of messages is closed");
            case "failed" -> refuse("the realtime API wants another version");
            case "changed" -> changed(message.path("collection").asText(""), message.path("fields"));
            default -> {
            }
        }
    }

    private void logIn() {
        ObjectNode method = message("method").put("method", LOGIN).put("id", LOGIN);
        method.putArray("params").addObject().put("resume", token);
        out.say(method.toString());
    }

    private void result(JsonNode message) {
        if (!message.path("id").asText("").equals(LOGIN)) {
            return;
        }
        if (message.hasNonNull("error")) {
            threads.execute(this::renew);
            refuse("the log-in was refused: " + Plain.line(message.path("error").path("reason").asText(""), 100));
            return;
        }
        threads.execute(() -> {
            ObjectNode subscribe = message("sub").put("id", SUBSCRIPTION).put("name", STREAM);
            subscribe.putArray("params").add("__my_messages__").add(false);
            out.say(subscribe.toString());
        });
    }

    private void renew() {
        try {
            api.renew(token);
        } catch (RoomException said) {
            out.hangUp("the token cannot be renewed");
        }
    }

    private void refuse(String why) {
        ready.completeExceptionally(new IllegalStateException(why));
        out.hangUp(why);
    }

    private void changed(String collection, JsonNode fields) {
        if (collection.equals(STREAM)) {
            JsonNode told = fields.path("args");
            inbox.take(told.path(0), told.path(1).path("roomType").asText("").equals("d"));
        }
    }
}
