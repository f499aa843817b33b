package io.tocsin.bundled.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.discord.FakeChannels.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects of Discord's API, in JSON: what {@link FakeDiscord} knows, as a bot is shown it. */
final class FakeObjects {

    static final String SOME_TIME = "2026-11-21T10:00:00.000000+00:00";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FakeObjects() {}

    static ObjectNode withId(String id) {
        return MAPPER.createObjectNode().put("id", id);
    }

    static ObjectNode ready() {
        ObjectNode ready = MAPPER.createObjectNode().put("v", 10);
        ready.set("user", user(FakeDiscord.BOT, true));
        ready.putArray("guilds").addObject().put("id", FakeDiscord.GUILD).put("unavailable", true);
        ready.putObject("application").put("id", FakeDiscord.APPLICATION).put("flags", 0);
        ready.putArray("private_channels");
        return ready;
    }

    static ObjectNode guild(Collection<Channel> channels) {
        ObjectNode guild = MAPPER.createObjectNode()
                .put("id", FakeDiscord.GUILD)
                .put("name", "Test")
                .put("owner_id", "42")
                .put("joined_at", SOME_TIME)
                .put("large", false)
                .put("unavailable", false)
                .put("member_count", 2)
                .put("verification_level", 0)
                .put("default_message_notifications", 0)
                .put("explicit_content_filter", 0)
                .put("mfa_level", 0)
                .put("afk_timeout", 300)
                .put("premium_tier", 0)
                .put("nsfw_level", 0)
                .put("system_channel_flags", 0)
                .put("preferred_locale", "en-US");
        ObjectNode everyone = guild.putArray("roles").addObject()
                .put("id", FakeDiscord.GUILD)
                .put("name", "@everyone")
                .put("permissions", "8")
                .put("color", 0)
                .put("position", 0)
                .put("hoist", false)
                .put("managed", false)
                .put("mentionable", false)
                .put("flags", 0);
        everyone.putObject("colors").put("primary_color", 0).putNull("secondary_color").putNull("tertiary_color");
        ArrayNode all = guild.putArray("channels");
        ArrayNode threadsOfIt = guild.putArray("threads");
        for (Channel channel : channels) {
            switch (channel.type) {
                case 0 -> all.add(json(channel));
                case 11 -> threadsOfIt.add(json(channel));
                default -> {
                }
            }
        }
        ArrayNode members = guild.putArray("members");
        members.add(member(FakeDiscord.BOT, true));
        for (String nothing : List.of("emojis", "stickers", "features", "voice_states", "presences",
                "guild_scheduled_events", "stage_instances", "soundboard_sounds")) {
            guild.putArray(nothing);
        }
        return guild;
    }

    static ObjectNode json(Channel channel) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("id", channel.id)
                .put("type", channel.type)
                .put("name", channel.name)
                .put("guild_id", FakeDiscord.GUILD)
                .put("position", 0)
                .put("nsfw", false)
                .put("rate_limit_per_user", 0)
                .put("flags", 0);
        json.putArray("permission_overwrites");
        if (channel.type == 11) {
            json.put("parent_id", channel.parent).put("owner_id", FakeDiscord.BOT)
                    .put("message_count", channel.messages.size())
                    .put("member_count", 1).put("total_message_sent", channel.messages.size());
            json.putObject("thread_metadata")
                    .put("archived", false)
                    .put("auto_archive_duration", 1440)
                    .put("archive_timestamp", SOME_TIME)
                    .put("create_timestamp", SOME_TIME)
                    .put("locked", false);
        } else {
            json.putNull("parent_id");
        }
        if (!channel.messages.isEmpty()) {
            json.put("last_message_id", channel.messages.getLast().id());
        }
        return json;
    }

    static ObjectNode user(String id, boolean bot) {
        return MAPPER.createObjectNode()
                .put("id", id)
                .put("username", id.equals(FakeDiscord.BOT) ? "tocsin" : "user" + id)
                .put("global_name", id.equals(FakeDiscord.BOT) ? "Tocsin" : "User " + id)
                .put("discriminator", "0")
                .put("bot", bot)
                .putNull("avatar");
    }

    static ObjectNode member(String id, boolean bot) {
        ObjectNode member = MAPPER.createObjectNode()
                .put("joined_at", SOME_TIME)
                .put("deaf", false)
                .put("mute", false)
                .put("flags", 0)
                .put("permissions", "8");
        member.putArray("roles");
        member.set("user", user(id, bot));
        return member;
    }

    static ObjectNode message(Channel channel, String id, ObjectNode author) {
        ObjectNode body = MAPPER.createObjectNode()
                .put("id", id)
                .put("type", 0)
                .put("channel_id", channel.id)
                .put("content", "")
                .put("timestamp", SOME_TIME)
                .putNull("edited_timestamp")
                .put("tts", false)
                .put("mention_everyone", false)
                .put("pinned", false)
                .put("flags", 0);
        body.set("author", author);
        for (String nothing : List.of("mentions", "mention_roles", "attachments", "embeds", "components")) {
            body.putArray(nothing);
        }
        return body;
    }

    static ObjectNode shown(Channel channel, String id, FakeBody body) {
        ObjectNode message = message(channel, id, user(FakeDiscord.BOT, true));
        apply(message, body);
        return message;
    }

    static void apply(ObjectNode message, FakeBody body) {
        for (String key : List.of("content", "embeds", "components", "flags", "message_reference")) {
            if (body.json().has(key)) {
                message.set(key, body.json().get(key).deepCopy());
            }
        }
        message.path("embeds").forEach(embed -> ((ObjectNode) embed).put("type", "rich"));
        number(message.path("components"), 1);
        if (body.json().has("attachments") || !body.files().isEmpty()) {
            ArrayNode attachments = message.putArray("attachments");
            int count = 0;
            for (Map.Entry<String, byte[]> file : body.files().entrySet()) {
                attachments.addObject()
                        .put("id", Integer.toString(++count))
                        .put("filename", file.getKey())
                        .put("size", file.getValue().length)
                        .put("url", "http://127.0.0.1/" + file.getKey())
                        .put("proxy_url", "http://127.0.0.1/" + file.getKey());
            }
        }
    }

    private static int number(JsonNode components, int from) {
        int next = from;
        for (JsonNode component : components) {
            ((ObjectNode) component).put("id", next++);
            next = number(component.path("components"), next);
        }
        return next;
    }

    /** How many mentions in the text are allowed to ping. */
    static int pings(JsonNode json) {
        String content = json.path("content").asText();
        JsonNode allowed = json.path("allowed_mentions");
        int pings = 0;
        boolean all = content.contains("@everyone") || content.contains("@here");
        if (all && (allowed.isMissingNode() || allowed.path("parse").toString().contains("everyone"))) {
            pings++;
        }
        Matcher mention = Pattern.compile("<@(&?)(\\d+)>").matcher(content);
        while (mention.find()) {
            JsonNode list = allowed.path(mention.group(1).isEmpty() ? "users" : "roles");
            String parse = allowed.path("parse").toString();
            boolean any = allowed.isMissingNode() || parse.contains(mention.group(1).isEmpty() ? "users" : "roles");
            if (any || list.toString().contains(mention.group(2))) {
                pings++;
            }
        }
        return pings;
    }

    /** What the buttons and choices of a message say. */
    static List<String> lines(ObjectNode body) {
        List<String> lines = new ArrayList<>();
        for (JsonNode row : body.path("components")) {
            for (JsonNode part : row.path("components")) {
                if (part.has("options")) {
                    part.path("options").forEach(option -> lines.add(option.path("value").asText()));
                } else {
                    lines.add(part.path("custom_id").asText());
                }
            }
        }
        return lines;
    }
}
