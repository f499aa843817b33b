package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.bundled.mattermost.Api.Reply;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for what was said since it was asked last. Used by one thread. Only channels where something was posted are asked
 * for, by the server's own clock.
 */
final class Polling {

    private static final Logger log = LoggerFactory.getLogger(Polling.class);
    /** What was said longer ago is not done any more: nobody waits for it. */
    private static final Duration LATE = Duration.ofMinutes(15);
    /** Posts may be stamped in another order than they appear. What comes twice is taken once. */
    private static final long OVERLAP_MILLIS = 1_000;

    private final Api api;
    private final Directory directory;
    private final Inbox inbox;
    private final InstantSource clock;
    private long since = -1;
    private long begun;

    Polling(Api api, Directory directory, Inbox inbox, InstantSource clock) {
        this.api = api;
        this.directory = directory;
        this.inbox = inbox;
        this.clock = clock;
    }

    void look() throws RoomException {
        JsonNode channels = api.get("users/me/channels").orThrow(Kind.LATER);
        directory.learn(channels);
        long newest = since;
        for (JsonNode channel : channels) {
            long posted = channel.path("last_post_at").asLong(0);
            newest = Math.max(newest, posted);
            if (since >= 0 && posted > since) {
                posts(channel.path("id").asText(""));
            }
        }
        if (since < 0) {
            begun = newest > 0 ? newest : clock.instant().toEpochMilli();
            since = begun;
        } else {
            since = newest;
        }
    }

    private void posts(String channel) throws RoomException {
        long late = clock.instant().minus(LATE).toEpochMilli();
        long from = Math.max(1, Math.max(since, late) - OVERLAP_MILLIS);
        Reply found = api.get("channels/" + channel + "/posts?since=" + from);
        if (!found.ok()) {
            log.info("Mattermost: what was said in {} is not known: {}", channel, found.why());
            return;
        }
        List<JsonNode> posts = new ArrayList<>();
        found.body().path("posts").forEach(posts::add);
        posts.sort(Comparator.comparingLong(post -> post.path("create_at").asLong(0)));
        for (JsonNode post : posts) {
            long said = post.path("create_at").asLong(0);
            if (said > begun && said > since - OVERLAP_MILLIS && said > late) {
                inbox.take(post, directory.isDirect(channel));
            }
        }
    }
}
