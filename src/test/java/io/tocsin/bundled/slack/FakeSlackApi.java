package io.tocsin.bundled.slack;

import static io.tocsin.bundled.slack.FakeSlack.json;
import static io.tocsin.bundled.slack.FakeSlack.parsed;
import static io.tocsin.bundled.slack.FakeSlackAnswer.error;
import static io.tocsin.bundled.slack.FakeSlackAnswer.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.slack.FakeSlack.Upload;
import io.tocsin.bundled.slack.FakeSlack.Whisper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The methods of the Web API that the bot calls. {@link FakeSlack} lets in one call at a time. */
final class FakeSlackApi {

    private final String base;
    private final FakeSlackSocket socket;
    private final FakeSlackLimits limits;
    private final FakeSlackChannels channels;
    private final FakeSlackIds ids;
    private final Map<String, String> people = new HashMap<>();
    private final Map<String, List<String>> failures = new HashMap<>();
    private final Map<String, Integer> calls = new TreeMap<>();
    private final Map<String, List<JsonNode>> responses = new HashMap<>();
    private final Map<String, Integer> brokenResponses = new HashMap<>();
    private final List<Upload> uploads = new ArrayList<>();
    private final Map<String, byte[]> uploading = new HashMap<>();
    private final List<Whisper> whispers = new ArrayList<>();
    private final List<String> reactions = new ArrayList<>();
    private Set<String> tokens = Set.of(FakeSlack.TOKEN);
    private Set<String> appTokens = Set.of(FakeSlack.APP_TOKEN);

    FakeSlackApi(
            String base, FakeSlackSocket socket, FakeSlackLimits limits, FakeSlackChannels channels,
            FakeSlackIds ids) {
        this.base = base;
        this.socket = socket;
        this.limits = limits;
        this.channels = channels;
        this.ids = ids;
    }

    void person(String id, String name) {
        people.put(id, name);
    }

    void acceptTokens(String token, String appToken) {
        tokens = Set.of(token);
        appTokens = Set.of(appToken);
    }

    void failNext(String method, String error) {
        failures.computeIfAbsent(method, _ -> new ArrayList<>()).add(error);
    }

    void breakResponses(String interaction, int status) {
        brokenResponses.put(interaction, status);
    }

    List<Whisper> whispers() {
        return List.copyOf(whispers);
    }

    List<Upload> uploads() {
        return List.copyOf(uploads);
    }

    List<JsonNode> responses(String interaction) {
        return List.copyOf(responses.getOrDefault(interaction, List.of()));
    }

    List<String> reactions() {
        return List.copyOf(reactions);
    }

    Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }

    FakeSlackAnswer call(String method, String token, Map<String, String> form) {
        calls.merge(method, 1, Integer::sum);
        int wait = limits.wait(method, form.getOrDefault("channel", ""));
        if (wait > 0) {
            return FakeSlackAnswer.limited(wait);
        }
        if (!(method.equals("apps.connections.open") ? appTokens : tokens).contains(token)) {
            return error("invalid_auth");
        }
        List<String> wrong = failures.getOrDefault(method, List.of());
        if (!wrong.isEmpty()) {
            String error = wrong.removeFirst();
            if (error.equals("ok")) {
                return ok(json());
            }
            return error.matches("\\d+")
                    ? FakeSlackAnswer.status(Integer.parseInt(error), "<html>" + error + "</html>")
                    : error(error);
        }
        return switch (method) {
            case "auth.test" -> ok(json().put("user_id", FakeSlack.BOT_USER).put("bot_id", FakeSlack.BOT)
                    .put("user", "tocsin").put("team", "Fake").put("team_id", "T0").put("url", base));
            case "apps.connections.open" -> ok(json().put("url", socket.address()));
            case "chat.postMessage" -> channels.post(form);
            case "chat.update" -> channels.update(form);
            case "chat.postEphemeral" -> whisper(form);
            case "conversations.history" -> channels.history(form, "");
            case "conversations.replies" -> channels.history(form, form.get("ts"));
            case "users.info" -> info(form.get("user"));
            case "users.conversations" -> channels.conversations();
            case "reactions.add", "reactions.remove" -> react(method, form);
            case "files.getUploadURLExternal" -> uploadUrl(form);
            case "files.completeUploadExternal" -> share(form);
            default -> error("unknown_method");
        };
    }

    private FakeSlackAnswer whisper(Map<String, String> form) {
        Optional<FakeSlackAnswer> refused = channels.refused(form.get("channel"));
        if (refused.isPresent()) {
            return refused.get();
        }
        whispers.add(new Whisper(
                form.get("channel"), form.get("user"), form.getOrDefault("thread_ts", ""),
                form.getOrDefault("text", ""), parsed(form.get("blocks")), parsed(form.get("attachments"))));
        return ok(json().put("message_ts", ids.ts()));
    }

    private FakeSlackAnswer info(String id) {
        String name = people.get(id);
        if (name == null) {
            return error("user_not_found");
        }
        ObjectNode body = json();
        body.putObject("user").put("id", id).put("name", "handle").put("real_name", name)
                .putObject("profile").put("display_name", name);
        return ok(body);
    }

    private FakeSlackAnswer react(String method, Map<String, String> form) {
        reactions.add((method.endsWith("add") ? "+" : "-") + form.get("name") + " " + form.get("channel") + ":"
                + form.get("timestamp"));
        return ok(json());
    }

    private FakeSlackAnswer uploadUrl(Map<String, String> form) {
        String id = ids.file(form.get("filename"));
        return ok(json().put("upload_url", base + "/upload/" + id).put("file_id", id));
    }

    FakeSlackAnswer upload(String id, byte[] content) {
        uploading.put(id, content);
        return FakeSlackAnswer.status(200, "OK");
    }

    private FakeSlackAnswer share(Map<String, String> form) {
        ObjectNode body = json();
        ArrayNode files = body.putArray("files");
        for (JsonNode file : parsed(form.get("files"))) {
            String id = file.path("id").asText();
            uploads.add(new Upload(
                    form.getOrDefault("channel_id", ""), form.getOrDefault("thread_ts", ""),
                    id.substring(id.indexOf('-') + 1), uploading.remove(id)));
            files.addObject().put("id", id);
        }
        return ok(body);
    }

    FakeSlackAnswer respond(String interaction, byte[] body) {
        Integer broken = brokenResponses.get(interaction);
        if (broken != null) {
            return FakeSlackAnswer.status(broken, "{\"ok\":false}");
        }
        responses.computeIfAbsent(interaction, _ -> new ArrayList<>())
                .add(parsed(new String(body, StandardCharsets.UTF_8)));
        return FakeSlackAnswer.status(200, "ok");
    }
}
