package io.tocsin.bundled.incoming;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slack: the title is what a notification shows, the rest a plain text beside a coloured bar. */
final class SlackHook implements Hook {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TITLE = 300;
    private static final int SECTION = 3_000;
    private static final String SIGNS = "*_~`";
    private static final Pattern MENTION =
            Pattern.compile("(here|channel|everyone)|([UW][A-Z0-9]{5,20})|(S[A-Z0-9]{5,20})");

    @Override
    public String kind() {
        return "slackhook";
    }

    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        boolean titled = !message.title().isEmpty();
        String title = titled ? Plain.line(message.title(), TITLE) : Plain.of(message, SECTION);
        String rest = titled ? Plain.body(message, SECTION) : "";
        String shown = escaped(Inert.unlinked(Inert.widened(title, SIGNS)));
        ObjectNode body = MAPPER.createObjectNode().put("text", (ping(message.mention()) + " " + shown).strip());
        if (!rest.isBlank()) {
            body.putArray("attachments")
                    .addObject()
                    .put("color", Colour.hex(message.severity()))
                    .put("fallback", escaped(Plain.line(rest, TITLE)))
                    .putArray("blocks")
                    .addObject()
                    .put("type", "section")
                    .putObject("text")
                    .put("type", "plain_text")
                    .put("text", rest)
                    .put("emoji", false);
        }
        return room.json(body);
    }

    /** What Slack asks for in every text that may hold markup; without {@code <} nothing pings or links. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String ping(String mention) {
        Matcher whom = MENTION.matcher(mention);
        if (!whom.matches()) {
            return "";
        }
        if (whom.group(1) != null) {
            return "<!" + mention + ">";
        }
        return whom.group(2) == null ? "<!subteam^" + mention + ">" : "<@" + mention + ">";
    }

    @Override
    public void checkMention(String mention) {
        if (!MENTION.matcher(mention).matches()) {
            throw Refusal.of("channel.mention", mention, "here, channel, or the id of a member or a group");
        }
    }
}
