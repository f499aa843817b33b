package io.tocsin.bundled.incoming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Colour;
import io.tocsin.channel.Complaint;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Inert;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mattermost: an attachment with a coloured bar. */
final class MattermostHook implements Hook {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TITLE = 300;
    /** Of escaped text, so that an older server's 8,000 characters for all properties of a post hold. */
    private static final int TEXT = 3_500;

    private static final String SIGNS = "\\`*{}[]()#+-.!_>~|";
    private static final Pattern MENTION = Pattern.compile("@?([a-z0-9][a-z0-9._-]{0,63})");

    @Override
    public String kind() {
        return "mattermosthook";
    }

    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        String title = Plain.line(message.title(), TITLE);
        String rest = Plain.body(message, TEXT);
        ObjectNode body = MAPPER.createObjectNode();
        if (MENTION.matcher(message.mention()).matches()) {
            body.put("text", "@" + message.mention().replace("@", ""));
        }
        ObjectNode attachment = body.putArray("attachments")
                .addObject()
                .put("color", Colour.hex(message.severity()))
                .put("fallback", shown(title.isEmpty() ? Plain.line(rest, TITLE) : title));
        if (!title.isEmpty()) {
            attachment.put("title", inert(title, 2 * TITLE));
        }
        attachment.put("text", inert(rest, TEXT));
        return room.json(body);
    }

    private static String inert(String text, int most) {
        return Inert.backslashed(shown(text), SIGNS, most);
    }

    /** A backslash does not keep a name from being pinged. */
    private static String shown(String text) {
        return Inert.unlinked(Inert.widened(text, "@"));
    }

    /** Whoever posts to a hook that there is not is told so as if the message was wrong. */
    @Override
    public Complaint.Finder complaints() {
        return body -> unknown(body)
                ? Optional.of(Complaint.denied(body.path("message").asText("")))
                : Complaint.Finder.usual().in(body);
    }

    private static boolean unknown(JsonNode body) {
        return body.path("id").asText("").startsWith("web.incoming_webhook.invalid");
    }

    @Override
    public void checkMention(String mention) {
        if (!MENTION.matcher(mention).matches()) {
            throw Refusal.of("channel.mention", mention, "here, channel, all, or the name of a person");
        }
    }
}
