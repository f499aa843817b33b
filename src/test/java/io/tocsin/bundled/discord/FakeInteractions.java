package io.tocsin.bundled.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.discord.FakeChannels.Channel;
import io.tocsin.bundled.discord.FakeDiscord.Interaction;
import io.tocsin.bundled.discord.FakeDiscord.Posted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people do with slash commands, buttons and menus of {@link FakeDiscord}, and what the bot answers to it. */
final class FakeInteractions {

    private static final int THINKING = 5;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Interaction> interactions = new LinkedHashMap<>();
    private final FakeChannels channels;
    private final FakeGateway gateway;

    FakeInteractions(FakeChannels channels, FakeGateway gateway) {
        this.channels = channels;
        this.gateway = gateway;
    }

    Interaction slash(String channel, String user, String words, Map<String, Object> options) {
        return interact(2, channel, user, slashData(words, options, ""), Optional.empty());
    }

    Interaction complete(String channel, String user, String words, Map<String, Object> options, String focused) {
        return interact(4, channel, user, slashData(words, options, focused), Optional.empty());
    }

    Interaction click(Posted message, String user, String line) {
        if (!message.lines().contains(line)) {
            throw new IllegalArgumentException("no button says " + line + " but " + message.lines());
        }
        ObjectNode data = MAPPER.createObjectNode().put("custom_id", line).put("component_type", 2).put("id", 2);
        return interact(3, message.channel(), user, data, Optional.of(message));
    }

    Interaction choose(Posted message, String user, String line) {
        for (JsonNode row : message.body().path("components")) {
            for (JsonNode part : row.path("components")) {
                for (JsonNode option : part.path("options")) {
                    if (option.path("value").asText().equals(line)) {
                        ObjectNode data = MAPPER.createObjectNode()
                                .put("custom_id", part.path("custom_id").asText())
                                .put("component_type", 3)
                                .put("id", 2);
                        data.putArray("values").add(line);
                        return interact(3, message.channel(), user, data, Optional.of(message));
                    }
                }
            }
        }
        throw new IllegalArgumentException("no menu offers " + line);
    }

    private static ObjectNode slashData(String words, Map<String, Object> options, String focused) {
        ArrayNode values = MAPPER.createArrayNode();
        options.forEach((name, value) -> {
            boolean number = value instanceof Number;
            ObjectNode option = values.addObject().put("name", name).put("type", number ? 4 : 3);
            if (number) {
                option.put("value", ((Number) value).longValue());
            } else {
                option.put("value", value.toString());
            }
            if (name.equals(focused)) {
                option.put("focused", true);
            }
        });
        String[] parts = words.split(" ");
        ObjectNode innermost = MAPPER.createObjectNode().put("name", parts[parts.length - 1]).put("type", 1);
        innermost.set("options", values);
        ObjectNode data = MAPPER.createObjectNode().put("id", "77").put("name", "tocsin").put("type", 1);
        if (parts.length == 1) {
            data.putArray("options").add(innermost);
        } else {
            data.putArray("options").addObject().put("name", parts[0]).put("type", 2).putArray("options")
                    .add(innermost);
        }
        return data;
    }

    private Interaction interact(
            int type, String channel, String user, ObjectNode data, Optional<Posted> message) {
        Interaction interaction = new Interaction(channels.id(), "token-" + channels.id(), channel);
        interactions.put(interaction.token, interaction);
        Channel where = channels.known(channel);
        ObjectNode event = MAPPER.createObjectNode()
                .put("id", interaction.id)
                .put("application_id", FakeDiscord.APPLICATION)
                .put("type", type)
                .put("token", interaction.token)
                .put("version", 1)
                .put("channel_id", channel)
                .put("locale", "en-US")
                .put("app_permissions", "8")
                .put("attachment_size_limit", 10_000_000);
        event.putArray("entitlements");
        event.putObject("authorizing_integration_owners").put("0", FakeDiscord.GUILD);
        if (where.user.isEmpty()) {
            event.put("guild_id", FakeDiscord.GUILD).put("guild_locale", "en-US").put("context", 0);
            event.putObject("guild").put("id", FakeDiscord.GUILD).put("locale", "en-US").putArray("features");
            event.set("member", FakeObjects.member(user, false));
            event.set("channel", FakeObjects.json(where).put("permissions", "8"));
        } else {
            event.put("context", 1).set("user", FakeObjects.user(user, false));
            event.putObject("channel").put("id", channel).put("type", 1).putArray("recipients")
                    .add(FakeObjects.user(user, false));
        }
        event.set("data", data);
        message.ifPresent(shown -> event.set("message",
                channels.message(shown.channel(), shown.id()).orElseThrow().body().deepCopy()));
        gateway.dispatch("INTERACTION_CREATE", event);
        return interaction;
    }

    private Interaction interaction(String token) {
        return Optional.ofNullable(interactions.get(token)).orElseThrow();
    }

    FakeAnswer callback(String token, String query, JsonNode json) {
        Interaction interaction = interaction(token);
        if (interaction.acknowledged()) {
            return FakeAnswer.error(400, 40_060, "Interaction has already been acknowledged.");
        }
        interaction.called(json);
        if (!query.contains("with_response=true")) {
            return FakeAnswer.nothing();
        }
        String id = channels.id();
        ObjectNode answer = MAPPER.createObjectNode();
        answer.putObject("interaction")
                .put("id", interaction.id)
                .put("type", 2)
                .put("response_message_id", id)
                .put("response_message_loading", true)
                .put("response_message_ephemeral", interaction.quiet());
        ObjectNode resource = answer.putObject("resource").put("type", json.path("type").asInt());
        if (json.path("type").asInt() == THINKING) {
            resource.set("message",
                    FakeObjects
                            .message(channels.known(interaction.channel), id, FakeObjects.user(FakeDiscord.BOT, true))
                            .put("flags", 128 + json.path("data").path("flags").asInt()));
        }
        return FakeAnswer.of(answer);
    }

    FakeAnswer followUp(String token, FakeBody body, boolean original) {
        Interaction interaction = interaction(token);
        if (!interaction.acknowledged()) {
            return FakeAnswer.error(404, 10_015, "Unknown Webhook");
        }
        // what comes while "thinking" stands there takes its place, and who may see it was decided then
        boolean first = original || interaction.thinking();
        ObjectNode message = FakeObjects.shown(channels.known(interaction.channel), channels.id(), body);
        if (first) {
            message.put("flags", interaction.quiet() ? FakeDiscord.EPHEMERAL : 0);
        }
        interaction.answered(new Posted(message.path("id").asText(), interaction.channel, FakeDiscord.BOT, message, 0,
                FakeObjects.pings(body.json()), "", body.files(), List.of()), first);
        return FakeAnswer.of(message);
    }

    FakeAnswer deleteOriginal(String token) {
        interaction(token).deleted();
        return FakeAnswer.nothing();
    }
}
