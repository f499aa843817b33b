package io.tocsin.bundled.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.discord.FakeDiscord.Posted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels, threads and direct conversations of {@link FakeDiscord}, and every message in them. */
final class FakeChannels {

    private static final long EPOCH = 1_420_070_400_000L;

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final FakeGateway gateway;
    private long lastId;

    /** A channel, thread or direct conversation. */
    static final class Channel {

        final String id;
        final int type;
        final String name;
        final String parent;
        final String user;
        final List<Posted> messages = new ArrayList<>();

        Channel(String id, int type, String name, String parent, String user) {
            this.id = id;
            this.type = type;
            this.name = name;
            this.parent = parent;
            this.user = user;
        }
    }

    FakeChannels(FakeGateway gateway) {
        this.gateway = gateway;
    }

    Collection<Channel> all() {
        return channels.values();
    }

    Optional<Channel> find(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** One that a test names, and should know. */
    Channel known(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no channel " + id));
    }

    Channel open(String name) {
        Channel channel = add(new Channel(id(), 0, name, "", ""));
        gateway.dispatch("CHANNEL_CREATE", FakeObjects.json(channel));
        return channel;
    }

    Channel openThread(String message, String name, String parent) {
        Channel thread = add(new Channel(message, 11, name, parent, ""));
        gateway.dispatch("THREAD_CREATE", FakeObjects.json(thread).put("newly_created", true));
        return thread;
    }

    void delete(String id) {
        Channel channel = known(id);
        channels.remove(id);
        gateway.dispatch("CHANNEL_DELETE", FakeObjects.json(channel));
    }

    private Channel add(Channel channel) {
        channels.put(channel.id, channel);
        return channel;
    }

    /** The conversation with one person. */
    Channel direct(String user) {
        return all().stream().filter(channel -> channel.user.equals(user)).findFirst()
                .orElseGet(() -> add(new Channel(id(), 1, "", "", user)));
    }

    List<Posted> messages(String channel) {
        return find(channel).map(known -> List.copyOf(known.messages)).orElse(List.of());
    }

    Optional<Posted> message(String channel, String id) {
        return messages(channel).stream().filter(message -> message.id().equals(id)).findFirst();
    }

    /** Somebody, or another bot, writes. */
    Posted arrive(Channel channel, String user, String text, boolean bot) {
        ObjectNode body = FakeObjects.message(channel, id(), FakeObjects.user(user, bot)).put("content", text);
        if (text.contains("<@" + FakeDiscord.BOT + ">")) {
            body.withArray("mentions").add(FakeObjects.user(FakeDiscord.BOT, true));
        }
        Posted posted = new Posted(
                body.path("id").asText(), channel.id, user, body, 0, 0, "", Map.of(), List.of());
        channel.messages.add(posted);
        announce(channel, body, user, bot);
        return posted;
    }

    void announce(Channel channel, ObjectNode body, String user, boolean bot) {
        ObjectNode event = body.deepCopy();
        if (channel.user.isEmpty()) {
            ObjectNode member = FakeObjects.member(user, bot);
            member.remove("user");
            event.put("guild_id", FakeDiscord.GUILD).set("member", member);
        }
        gateway.dispatch("MESSAGE_CREATE", event);
    }

    String id() {
        lastId = Math.max(lastId + 1, (System.currentTimeMillis() - EPOCH) << 22);
        return Long.toString(lastId);
    }
}
