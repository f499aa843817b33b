package io.tocsin.bundled.rocketchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.rocketchat.Api.Reply;
import io.tocsin.bundled.rocketchat.Messages.Place;
import io.tocsin.channel.live.Voice;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts, edits and finds messages. */
final class Messages implements Voice<Place> {

    private static final Logger log = LoggerFactory.getLogger(Messages.class);
    private static final int ID = 24;
    /** What is wrong with the message or with what it is about, so that sending it again cannot mend it. */
    private static final String[] MESSAGE = {
        "error-message-size-exceeded", "invalid-params", "error-invalid-params", "Match error"
    };
    private static final String[] EDIT = {
        "No message found", "does not match where the message is from", "error-action-not-allowed",
        "error-message-editing-blocked", "error-message-size-exceeded", "invalid-params", "Match error"
    };

    private final Api api;
    private final Directory directory;
    private final SecretKeySpec secret;

    /** Where a message is. */
    record Place(String room, String id) {

        static Place of(String reference) throws RoomException {
            int colon = reference.indexOf(':');
            if (colon < 1 || colon == reference.length() - 1) {
                throw new RoomException(Kind.REFUSED, "no reference of a Rocket.Chat message: " + reference);
            }
            return new Place(reference.substring(0, colon), reference.substring(colon + 1));
        }

        @Override
        public String toString() {
            return room + ":" + id;
        }
    }

    /** @param secret keeps others from knowing the ids of messages to come, and from taking them */
    Messages(Api api, Directory directory, String secret) {
        this.api = api;
        this.directory = directory;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    @Override
    public Place reference(String text) throws RoomException {
        return Place.of(text);
    }

    @Override
    public String post(String address, Optional<Place> under, String key, Message message) throws RoomException {
        String room = under.map(Place::room).orElse(address);
        String thread = under.map(Place::id).orElse("");
        return key.isEmpty()
                ? answer(directory.room(room), thread, message)
                : post(room, thread, key, message);
    }

    /** @param thread the message that began it; empty for none */
    private String post(String address, String thread, String key, Message message) throws RoomException {
        String room = directory.room(address);
        Place place = new Place(room, id(room, key));
        ObjectNode sent = Api.JSON.createObjectNode()
                .put("_id", place.id)
                .put("rid", room)
                .put("msg", Renderer.render(message).text());
        if (!thread.isEmpty()) {
            sent.put("tmid", thread);
        }
        ObjectNode body = Api.JSON.createObjectNode();
        body.set("message", sent);
        // no previews of what stands in it
        body.putArray("previewUrls");
        Reply reply = api.post("chat.sendMessage", body);
        // one that is there already is answered with an error, or with nothing
        if (reply.body().path("message").path("_id").asText("").isEmpty() && !isThere(place)) {
            throw failed(address, reply);
        }
        directory.usable(address);
        return place.toString();
    }

    private RoomException failed(String address, Reply reply) {
        String why = reply.ok() ? "no message came of it" : reply.error();
        if (reply.is(MESSAGE)) {
            return new RoomException(Kind.REFUSED, "Rocket.Chat: " + why);
        }
        boolean strange =
                reply.is("error-not-allowed", "error-room-not-found", "error-invalid-room", "invalid-channel");
        return directory.unusable(address, strange
                ? "there is no room " + address + ", or I am not in it"
                : "I cannot post in " + address + ": " + why);
    }

    /** Answers in a room or a thread, with a message that nobody needs to find again. */
    String answer(String room, String thread, Message message) throws RoomException {
        ObjectNode body = Api.JSON.createObjectNode()
                .put("roomId", room)
                .put("text", Renderer.render(message).text())
                .put("parseUrls", false);
        if (!thread.isEmpty()) {
            body.put("tmid", thread);
        }
        Reply reply = api.post("chat.postMessage", body);
        if (!reply.ok()) {
            throw failed(room, reply);
        }
        directory.usable(room);
        return new Place(room, reply.body().path("message").path("_id").asText("")).toString();
    }

    @Override
    public void edit(String address, Place place, Message message) throws RoomException {
        Reply reply = api.post("chat.update", Api.JSON.createObjectNode()
                .put("roomId", place.room)
                .put("msgId", place.id)
                .put("text", Renderer.render(message.withMention("")).text()));
        reply.orThrow(reply.is(EDIT) ? Kind.REFUSED : Kind.LATER);
    }

    @Override
    public Optional<String> find(String address, String key) throws RoomException {
        String room = directory.room(address);
        Place place = new Place(room, id(room, key));
        return isThere(place) ? Optional.of(place.toString()) : Optional.empty();
    }

    @Override
    public String canonical(String address) {
        return directory.canonical(address);
    }

    @Override
    public void checkMention(String mention) {
        if (!Renderer.pings(mention)) {
            throw Refusal.of("rocketchat.mention", mention);
        }
    }

    private boolean isThere(Place place) throws RoomException {
        String self = directory.known().id();
        Reply reply = api.get("chat.getMessage", Map.of("msgId", place.id));
        JsonNode message = reply.body().path("message");
        return reply.ok() && message.path("_id").asText("").equals(place.id)
                && message.path("rid").asText("").equals(place.room)
                && message.path("u").path("_id").asText("").equals(self);
    }

    /** A pair of eyes on a message, or none. */
    void look(String id, boolean on) {
        try {
            api.post("chat.react", Api.JSON.createObjectNode()
                    .put("messageId", id).put("emoji", ":eyes:").put("shouldReact", on));
        } catch (RoomException unimportant) {
            log.debug("no eyes on {}: {}", id, unimportant.getMessage());
        }
    }

    private String id(String room, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            byte[] hash = mac.doFinal((room + " " + key).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, ID);
        } catch (GeneralSecurityException noSuchAlgorithm) {
            throw new IllegalStateException(noSuchAlgorithm);
        }
    }
}
