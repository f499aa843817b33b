package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Plain;
import io.tocsin.channel.live.Live;
import io.tocsin.channel.live.Live.Out;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** One connection of the WebSocket API. Events are numbered: one that is missing ends it, and what was missed is asked for. */
final class Events implements Live.Talk {

    private static final int CHALLENGE = 1;

    private final String token;
    private final Inbox inbox;
    private final Out out;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final AtomicLong asked = new AtomicLong(CHALLENGE);
    private long next;

    Events(String token, Inbox inbox, Out out) {
        this.token = token;
        this.inbox = inbox;
        this.out = out;
    }

    @Override
    public void begin() {
        ObjectNode challenge = question("authentication_challenge", CHALLENGE);
        challenge.putObject("data").put("token", token);
        out.say(challenge.toString());
    }

    private static ObjectNode question(String action, long number) {
        return Api.JSON.createObjectNode().put("seq", number).put("action", action);
    }

    @Override
    public void ping() {
        out.say(question("ping", asked.incrementAndGet()).toString());
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public void heard(String text) {
        JsonNode message = Api.json(text);
        if (message.path("seq_reply").asLong(0) == CHALLENGE) {
            answered(message);
        } else if (message.has("event") && isNext(message)) {
            event(message.path("event").asText(""), message.path("data"));
        }
    }

    private void answered(JsonNode message) {
        if (message.path("status").asText("").equals("OK")) {
            ready.complete(null);
            return;
        }
        String why = "the token was refused: " + Plain.line(message.path("error").path("message").asText(""), 100);
        ready.completeExceptionally(new IllegalStateException(why));
        out.hangUp(why);
    }

    private boolean isNext(JsonNode message) {
        long number = message.path("seq").asLong(-1);
        if (number != next) {
            out.hangUp("events were missed, I connect again");
            return false;
        }
        next++;
        return true;
    }

    private void event(String event, JsonNode data) {
        if (event.equals("posted")) {
            inbox.take(Api.json(data.path("post").asText("")), data.path("channel_type").asText("").equals("D"));
        }
    }
}
