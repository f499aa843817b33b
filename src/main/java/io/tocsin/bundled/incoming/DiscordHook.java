package io.tocsin.bundled.incoming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Colour;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Inert;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Discord: one embed, which is changed as the incident goes on. */
final class DiscordHook implements Hook {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TITLE = 256;
    private static final int DESCRIPTION = 4_096;
    /** Discord takes a backslash before any of them. */
    private static final String SIGNS = "\\*_~|`<>[]()#@:-+.!";

    private static final Pattern MENTION = Pattern.compile("(here|everyone)|(&)?(\\d{1,20})");
    private static final Pattern ADDRESS = Pattern.compile("([^?]*?)/*(\\?.*)?");

    @Override
    public String kind() {
        return "discordhook";
    }

    /** Asked to wait, it answers with what it made of the post. */
    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        return room.json("POST", room.with("wait=true"), body(message, message.mention()));
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public String reference(JsonNode answer) {
        return answer.path("id").asText("");
    }

    @Override
    public Optional<Http.Request> edit(HookRoom room, String reference, Message message) {
        Matcher address = ADDRESS.matcher(room.url());
        if (!address.matches() || !reference.matches("\\d{1,20}")) {
            return Optional.empty();
        }
        String query = address.group(2) == null ? "" : address.group(2);
        String url = address.group(1) + "/messages/" + reference + query;
        return Optional.of(room.json("PATCH", url, body(message, "")));
    }

    private static ObjectNode body(Message message, String mention) {
        ObjectNode body = MAPPER.createObjectNode();
        ObjectNode allowed = body.putObject("allowed_mentions");
        allowed.putArray("parse");
        Matcher whom = MENTION.matcher(mention);
        if (whom.matches()) {
            body.put("content", ping(whom, allowed));
        }
        ObjectNode embed = body.putArray("embeds").addObject().put("color", Colour.of(message.severity()));
        String title = Plain.line(message.title(), TITLE);
        if (!title.isEmpty()) {
            embed.put("title", Inert.backslashed(title, SIGNS, TITLE));
        }
        String rest = Plain.body(message, DESCRIPTION);
        if (!rest.isBlank()) {
            embed.put("description", Inert.backslashed(rest, SIGNS, DESCRIPTION));
        }
        return body;
    }

    private static String ping(Matcher whom, ObjectNode allowed) {
        if (whom.group(1) != null) {
            allowed.putArray("parse").add("everyone");
            return "@" + whom.group(1);
        }
        boolean role = whom.group(2) != null;
        allowed.putArray(role ? "roles" : "users").add(whom.group(3));
        return (role ? "<@&" : "<@") + whom.group(3) + ">";
    }

    @Override
    public void checkMention(String mention) {
        if (!MENTION.matcher(mention).matches()) {
            throw Refusal.of("channel.mention", mention, "here, everyone, the id of a person, or & and that of a role");
        }
    }
}
