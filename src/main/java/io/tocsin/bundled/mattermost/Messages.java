package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.mattermost.Api.Reply;
import io.tocsin.bundled.mattermost.Messages.Place;
import io.tocsin.channel.live.Voice;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts, edits, answers and finds messages. */
final class Messages implements Voice<Place> {

    private static final Logger log = LoggerFactory.getLogger(Messages.class);
    private static final String KEY = "tocsin_key";
    private static final int LOOKED_AT = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;

    private final Api api;
    private final Directory directory;
    private final Renderer renderer;
    /** Whether the server lets the bot show messages to one person alone. */
    private volatile boolean whispers = true;

    /** Where a message is. */
    record Place(String channel, String post) {

        static Place of(String reference) throws RoomException {
            int colon = reference.indexOf(':');
            if (colon < 1 || !reference.substring(colon + 1).matches("[A-Za-z0-9]{1,40}")) {
                throw new RoomException(Kind.REFUSED, "no reference of a Mattermost post: " + reference);
            }
            return new Place(reference.substring(0, colon), reference.substring(colon + 1));
        }

        @Override
        public String toString() {
            return channel + ":" + post;
        }
    }

    Messages(Api api, Directory directory, Renderer renderer) {
        this.api = api;
        this.directory = directory;
        this.renderer = renderer;
    }

    @Override
    public Place reference(String text) throws RoomException {
        return Place.of(text);
    }

    @Override
    public String post(String address, Optional<Place> under, String key, Message message) throws RoomException {
        return post(under.map(Place::channel).orElse(address), under.map(Place::post).orElse(""), key, message);
    }

    /**
     * Posts in a channel or a thread.
     *
     * @param thread the post that began it; empty for none
     * @param key empty for an answer
     */
    String post(String address, String thread, String key, Message message) throws RoomException {
        String channel = directory.channel(address);
        ObjectNode post = renderer.render(message);
        post.put("channel_id", channel);
        if (!key.isEmpty()) {
            ((ObjectNode) post.path("props")).put(KEY, key);
            post.put("pending_post_id", directory.known().id() + ":" + key + ":" + channel);
        }
        Reply reply = send(post, thread);
        if (!reply.ok() && !thread.isEmpty() && reply.error().contains("root_id")) {
            reply = send(post, "");
        }
        if (!reply.ok()) {
            throw failed(address, reply);
        }
        directory.usable(address);
        return new Place(channel, reply.body().path("id").asText("")).toString();
    }

    private Reply send(ObjectNode post, String thread) throws RoomException {
        return api.post("posts", post.put("root_id", thread));
    }

    private RoomException failed(String address, Reply reply) {
        if (reply.status() == FORBIDDEN || reply.status() == NOT_FOUND) {
            return directory.unusable(address,
                    "I may not post in " + address + ", or it is not there: invite me there");
        }
        boolean message = reply.status() == BAD_REQUEST || reply.status() == TOO_LARGE;
        return new RoomException(message ? Kind.REFUSED : Kind.LATER, reply.why());
    }

    @Override
    public void edit(String address, Place place, Message message) throws RoomException {
        Reply reply = api.call("PUT", "posts/" + place.post + "/patch",
                renderer.render(message.withMention("")).toString());
        reply.orThrow(reply.status() / 100 == 4 ? Kind.REFUSED : Kind.LATER);
    }

    /**
     * Shows a message to one person alone; where the server does not let the bot do that, to all.
     *
     * @param thread empty for none
     */
    void whisper(String channel, String user, String thread, Message message) throws RoomException {
        if (whispers && said(channel, user, thread, message)) {
            return;
        }
        post(channel, thread, "", message);
    }

    private boolean said(String channel, String user, String thread, Message message) throws RoomException {
        ObjectNode whisper = Api.JSON.createObjectNode().put("user_id", user);
        whisper.set("post", renderer.render(message).put("channel_id", channel).put("root_id", thread));
        Reply reply = api.post("posts/ephemeral", whisper);
        if (reply.status() == FORBIDDEN) {
            whispers = false;
            log.info(
                    "Mattermost: I may not show messages to one person alone (create_post_ephemeral), so all see them");
        }
        return reply.ok();
    }

    /** Looks for a post among the last ones of a channel, those in threads too. */
    @Override
    public Optional<String> find(String address, String key) throws RoomException {
        String channel = directory.channel(address);
        String self = directory.known().id();
        JsonNode posts = api.get("channels/" + channel + "/posts?per_page=" + LOOKED_AT)
                .orThrow(Kind.LATER)
                .path("posts");
        for (JsonNode post : posts) {
            if (post.path("user_id").asText("").equals(self) && post.path("delete_at").asLong(0) == 0
                    && post.path("props").path(KEY).asText("").equals(key)) {
                return Optional.of(new Place(channel, post.path("id").asText("")).toString());
            }
        }
        return Optional.empty();
    }

    @Override
    public String canonical(String address) {
        return directory.canonical(address);
    }

    @Override
    public void checkMention(String mention) {
        if (!Renderer.pings(mention)) {
            throw Refusal.of("mattermost.mention", mention);
        }
    }

    /** A pair of eyes on a post, or none. */
    void look(String post, boolean on) {
        try {
            if (on) {
                api.post("reactions", Api.JSON.createObjectNode()
                        .put("user_id", directory.self().id()).put("post_id", post).put("emoji_name", "eyes"));
            } else {
                api.call("DELETE", "users/me/posts/" + post + "/reactions/eyes", "");
            }
        } catch (RoomException unimportant) {
            log.debug("no eyes on {}: {}", post, unimportant.getMessage());
        }
    }
}
