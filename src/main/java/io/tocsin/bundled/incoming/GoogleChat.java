package io.tocsin.bundled.incoming;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Html;
import io.tocsin.channel.Inert;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Google Chat: the title as text, the rest on a card, what is about one incident in one thread. */
final class GoogleChat implements Hook {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TITLE = 300;
    /** So that text and card stay under 32,000 bytes, whatever the letters. */
    private static final int TEXT = 3_500;

    private static final String SIGNS = "*_~`<>@";
    private static final Pattern MENTION = Pattern.compile("all|users/\\d{1,30}");

    @Override
    public String kind() {
        return "googlechat";
    }

    /** A request id that comes again brings no second message. */
    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        ObjectNode body = MAPPER.createObjectNode();
        boolean titled = !message.title().isEmpty();
        String title = titled ? Plain.line(message.title(), TITLE) : Plain.of(message, TEXT);
        body.put("text", (ping(message.mention()) + " " + Inert.unlinked(Inert.widened(title, SIGNS))).strip());
        String rest = titled ? Plain.body(message, TEXT) : "";
        if (!rest.isBlank()) {
            card(body, rest);
        }
        String query = "requestId=" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        if (message.subjects().size() == 1) {
            Message.Subject subject = message.subjects().getFirst();
            String thread = subject.incident() + "-" + Plain.line(subject.monitor(), TITLE);
            body.putObject("thread").put("threadKey", thread);
            query += "&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD";
        }
        return room.json("POST", room.with(query), body);
    }

    private static void card(ObjectNode body, String text) {
        body.putArray("cardsV2")
                .addObject()
                .put("cardId", "notice")
                .putObject("card")
                .putArray("sections")
                .addObject()
                .putArray("widgets")
                .addObject()
                .putObject("textParagraph")
                .put("text", Html.escape(text).replace("\n", "<br>"));
    }

    private static String ping(String mention) {
        if (!MENTION.matcher(mention).matches()) {
            return "";
        }
        return mention.equals("all") ? "<users/all>" : "<" + mention + ">";
    }

    @Override
    public void checkMention(String mention) {
        if (!MENTION.matcher(mention).matches()) {
            throw Refusal.of("channel.mention", mention, "all, or users/ and the id of a person");
        }
    }
}
