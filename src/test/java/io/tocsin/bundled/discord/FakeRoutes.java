package io.tocsin.bundled.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.discord.FakeChannels.Channel;
import io.tocsin.bundled.discord.FakeDiscord.Posted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests that {@link FakeDiscord} knows. */
final class FakeRoutes {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FakeChannels channels;
    private final FakeInteractions interactions;
    private final FakeLimits limits;
    private final List<String> requests = new ArrayList<>();
    private ArrayNode commands = MAPPER.createArrayNode();
    private int registrations;
    private boolean refusesToken;

    FakeRoutes(FakeChannels channels, FakeInteractions interactions, FakeLimits limits) {
        this.channels = channels;
        this.interactions = interactions;
        this.limits = limits;
    }

    void refuseToken(boolean refused) {
        refusesToken = refused;
    }

    JsonNode commands() {
        return commands.deepCopy();
    }

    int registrations() {
        return registrations;
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    FakeAnswer answer(FakeHttp.Request request) throws IOException {
        requests.add(request.method() + " " + request.path());
        boolean open = request.path().startsWith("interactions/") || request.path().startsWith("webhooks/");
        if (!open && (refusesToken || !request.authorization().equals("Bot " + FakeDiscord.TOKEN))) {
            return FakeAnswer.error(401, 0, "401: Unauthorized");
        }
        Optional<FakeAnswer> failure = limits.failure(request.method(), request.path());
        if (failure.isPresent()) {
            return failure.get();
        }
        return route(request, FakeBody.of(request.contentType(), request.bytes()));
    }

    private FakeAnswer route(FakeHttp.Request request, FakeBody body) throws IOException {
        String path = request.path();
        String[] part = path.split("/");
        return switch (request.method() + " " + path.replaceAll("\\d{10,}", "#").replaceAll("token-#", "%")) {
            case "GET users/@me" -> FakeAnswer
                    .of(FakeObjects.user(FakeDiscord.BOT, true).put("verified", true).put("mfa_enabled", false));
            case "POST users/@me/channels" -> {
                String user = body.json().path("recipient_id").asText();
                ObjectNode channel = MAPPER.createObjectNode().put("id", channels.direct(user).id).put("type", 1);
                channel.putArray("recipients").add(FakeObjects.user(user, false));
                yield FakeAnswer.of(channel);
            }
            case "GET applications/#/commands" -> FakeAnswer.of(commands);
            case "PUT applications/#/commands" -> register(request.bytes());
            case "POST channels/#/messages" -> post(part[1], body);
            case "GET channels/#/messages" -> list(part[1], request.query());
            case "GET channels/#/messages/#" -> one(part[1], part[3]);
            case "PATCH channels/#/messages/#" -> edit(part[1], part[3], body);
            case "POST channels/#/messages/#/threads" -> open(part[1], part[3], body.json());
            case "POST interactions/#/%/callback" -> interactions.callback(part[2], request.query(), body.json());
            case "POST webhooks/#/%" -> interactions.followUp(part[2], body, false);
            case "PATCH webhooks/#/%/messages/@original" -> interactions.followUp(part[2], body, true);
            case "DELETE webhooks/#/%/messages/@original" -> interactions.deleteOriginal(part[2]);
            default -> path.contains("/reactions/")
                    ? react(request.method(), part[1], part[3], part[5])
                    : FakeAnswer.error(404, 0, "404: Not Found");
        };
    }

    private FakeAnswer register(byte[] bytes) throws IOException {
        commands = MAPPER.createArrayNode();
        for (JsonNode command : MAPPER.readTree(bytes)) {
            commands.add(((ObjectNode) command.deepCopy())
                    .put("id", channels.id())
                    .put("application_id", FakeDiscord.APPLICATION)
                    .put("version", "1"));
        }
        registrations++;
        return FakeAnswer.of(commands);
    }

    private FakeAnswer post(String id, FakeBody body) {
        Optional<Channel> known = channels.find(id);
        if (known.isEmpty()) {
            return FakeAnswer.error(404, 10_003, "Unknown Channel");
        }
        Channel channel = known.get();
        String nonce = body.json().path("nonce").asText();
        Optional<Posted> same = channel.messages.stream()
                .filter(message -> !nonce.isEmpty() && message.nonce().equals(nonce))
                .filter(message -> body.json().path("enforce_nonce").asBoolean())
                .findFirst();
        if (same.isPresent()) {
            return FakeAnswer.of(same.get().body());
        }
        Optional<FakeAnswer> full = limits.full(id, FakeLimits.POSTS, "POST channels/" + id + "/messages");
        if (full.isPresent()) {
            return full.get();
        }
        ObjectNode message = FakeObjects.shown(channel, channels.id(), body);
        Posted posted = new Posted(message.path("id").asText(), id, FakeDiscord.BOT, message, 0,
                FakeObjects.pings(body.json()), nonce,
                body.files(), List.of());
        channel.messages.add(posted);
        channels.announce(channel, message.deepCopy().put("nonce", nonce), FakeDiscord.BOT, true);
        return FakeAnswer.of(message.deepCopy().put("nonce", nonce)).with(limits.bucket(id, FakeLimits.POSTS));
    }

    private FakeAnswer list(String id, String query) {
        if (channels.find(id).isEmpty()) {
            return FakeAnswer.error(404, 10_003, "Unknown Channel");
        }
        Matcher limit = Pattern.compile("limit=(\\d+)").matcher(query);
        int most = limit.find() ? Integer.parseInt(limit.group(1)) : 50;
        ArrayNode list = MAPPER.createArrayNode();
        channels.messages(id).reversed().stream().limit(most).forEach(message -> {
            ObjectNode body = message.body().deepCopy();
            channels.find(message.id()).ifPresent(thread -> body.set("thread", FakeObjects.json(thread)));
            list.add(body);
        });
        return FakeAnswer.of(list);
    }

    private FakeAnswer one(String channel, String id) {
        return channels.message(channel, id)
                .map(message -> FakeAnswer.of(message.body()))
                .orElseGet(() -> FakeAnswer.error(404, 10_008, "Unknown Message"));
    }

    private FakeAnswer edit(String id, String message, FakeBody body) {
        Optional<Channel> known = channels.find(id);
        if (known.isEmpty()) {
            return FakeAnswer.error(404, 10_003, "Unknown Channel");
        }
        Channel channel = known.get();
        Optional<FakeAnswer> full = limits.full(id, FakeLimits.EDITS, "PATCH channels/" + id + "/messages");
        if (full.isPresent()) {
            return full.get();
        }
        for (int i = 0; i < channel.messages.size(); i++) {
            Posted old = channel.messages.get(i);
            if (old.id().equals(message)) {
                ObjectNode now = old.body().deepCopy();
                FakeObjects.apply(now, body);
                now.put("edited_timestamp", FakeObjects.SOME_TIME);
                channel.messages.set(i, new Posted(old.id(), id, old.author(), now, old.edits() + 1, old.pings(),
                        old.nonce(), body.files(), old.reactions()));
                return FakeAnswer.of(now).with(limits.bucket(id, FakeLimits.EDITS));
            }
        }
        return FakeAnswer.error(404, 10_008, "Unknown Message");
    }

    private FakeAnswer open(String id, String message, JsonNode json) {
        Optional<Channel> known = channels.find(id);
        if (known.isEmpty()) {
            return FakeAnswer.error(404, 10_003, "Unknown Channel");
        }
        Channel channel = known.get();
        if (!channel.user.isEmpty()) {
            return FakeAnswer.error(400, 50_024, "Cannot execute action on this channel type");
        }
        if (channels.find(message).isPresent()) {
            return FakeAnswer.error(400, 160_004, "A thread has already been created for this message");
        }
        if (channel.messages.stream().noneMatch(there -> there.id().equals(message))) {
            return FakeAnswer.error(404, 10_008, "Unknown Message");
        }
        Channel thread = channels.openThread(message, json.path("name").asText(), id);
        return new FakeAnswer(201, Optional.of(FakeObjects.json(thread)), Map.of());
    }

    private FakeAnswer react(String method, String id, String message, String emoji) {
        List<Posted> messages = channels.known(id).messages;
        for (int i = 0; i < messages.size(); i++) {
            Posted old = messages.get(i);
            if (old.id().equals(message)) {
                List<String> reactions = new ArrayList<>(old.reactions());
                reactions.add((method.equals("PUT") ? "+" : "-") + emoji);
                messages.set(i, new Posted(old.id(), id, old.author(), old.body(), old.edits(), old.pings(),
                        old.nonce(), old.files(), List.copyOf(reactions)));
            }
        }
        return FakeAnswer.nothing();
    }
}
