package io.tocsin.bundled.slack;

import static io.tocsin.bundled.slack.FakeSlack.json;
import static io.tocsin.bundled.slack.FakeSlack.parsed;
import static io.tocsin.bundled.slack.FakeSlackAnswer.error;
import static io.tocsin.bundled.slack.FakeSlackAnswer.ok;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.slack.FakeSlack.Posted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels and their messages, and the methods about them. {@link FakeSlack} lets in one call at a time. */
final class FakeSlackChannels {

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final FakeSlackIds ids;

    private static final class Channel {
        private final String name;
        private final Map<String, Posted> messages = new LinkedHashMap<>();
        private boolean archived;
        private boolean botIsIn = true;

        private Channel(String name) {
            this.name = name;
        }
    }

    FakeSlackChannels(FakeSlackIds ids) {
        this.ids = ids;
    }

    void add(String id, String name) {
        channels.put(id, new Channel(name));
    }

    void archive(String id, boolean archived) {
        channels.get(id).archived = archived;
    }

    void botIsIn(String id, boolean in) {
        channels.get(id).botIsIn = in;
    }

    List<Posted> messages(String id) {
        return List.copyOf(channels.get(id).messages.values());
    }

    private Optional<String> id(String channel) {
        return channels.entrySet().stream()
                .filter(it -> it.getKey().equals(channel) || ("#" + it.getValue().name).equals(channel))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The error, if the bot cannot write there. */
    Optional<FakeSlackAnswer> refused(String channel) {
        Optional<Channel> there = id(channel).map(channels::get);
        return there.isEmpty()
                ? Optional.of(error("channel_not_found"))
                : there.filter(it -> it.archived || !it.botIsIn)
                        .map(it -> error(it.archived ? "is_archived" : "not_in_channel"));
    }

    FakeSlackAnswer post(Map<String, String> form) {
        Optional<FakeSlackAnswer> refused =
                refused(form.get("channel")).or(() -> FakeSlackRules.broken(form).map(FakeSlackAnswer::error));
        if (refused.isPresent()) {
            return refused.get();
        }
        String channel = id(form.get("channel")).orElseThrow();
        String ts = ids.ts();
        channels.get(channel).messages.put(ts, new Posted(
                channel, ts, form.getOrDefault("thread_ts", ""), form.getOrDefault("text", ""),
                parsed(form.get("blocks")), parsed(form.get("attachments")), parsed(form.get("metadata")), 0,
                System.nanoTime(), 0));
        return ok(json().put("channel", channel).put("ts", ts));
    }

    FakeSlackAnswer update(Map<String, String> form) {
        Optional<FakeSlackAnswer> refused =
                refused(form.get("channel")).or(() -> FakeSlackRules.broken(form).map(FakeSlackAnswer::error));
        if (refused.isPresent()) {
            return refused.get();
        }
        Map<String, Posted> messages = channels.get(form.get("channel")).messages;
        Posted before = messages.get(form.get("ts"));
        if (before == null) {
            return error("message_not_found");
        }
        messages.put(before.ts(), new Posted(
                before.channel(), before.ts(), before.thread(), form.getOrDefault("text", ""),
                parsed(form.get("blocks")), parsed(form.get("attachments")), before.metadata(), before.edits() + 1,
                before.at(), System.nanoTime()));
        return ok(json().put("channel", before.channel()).put("ts", before.ts()));
    }

    FakeSlackAnswer history(Map<String, String> form, String thread) {
        Optional<FakeSlackAnswer> refused = refused(form.get("channel"));
        if (refused.isPresent()) {
            return refused.get();
        }
        List<Posted> all = List.copyOf(channels.get(form.get("channel")).messages.values());
        ObjectNode body = json().put("has_more", false);
        ArrayNode messages = body.putArray("messages");
        List<Posted> some = new ArrayList<>(all.stream()
                .filter(it -> thread.isEmpty()
                        ? it.thread().isEmpty()
                        : it.thread().equals(thread) || it.ts().equals(thread))
                .toList());
        if (thread.isEmpty()) {
            some = some.reversed();
        }
        boolean metadata = form.getOrDefault("include_all_metadata", "").matches("1|true");
        some.stream().limit(Integer.parseInt(form.getOrDefault("limit", "100"))).forEach(it -> {
            ObjectNode message = messages.addObject().put("type", "message").put("ts", it.ts()).put("text", it.text())
                    .put("user", FakeSlack.BOT_USER).put("bot_id", FakeSlack.BOT);
            long replies = all.stream().filter(other -> other.thread().equals(it.ts())).count();
            if (replies > 0) {
                message.put("reply_count", replies);
            }
            if (metadata && !it.metadata().isNull()) {
                message.set("metadata", it.metadata());
            }
        });
        return ok(body);
    }

    FakeSlackAnswer conversations() {
        ObjectNode body = json();
        ArrayNode list = body.putArray("channels");
        channels.forEach((id, channel) -> {
            if (channel.botIsIn && !channel.archived && !id.startsWith("D")) {
                list.addObject().put("id", id).put("name", channel.name);
            }
        });
        body.putObject("response_metadata").put("next_cursor", "");
        return ok(body);
    }
}
