package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Cut;
import io.tocsin.channel.Html;
import io.tocsin.channel.HtmlMessage;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Sign;
import io.tocsin.spi.Message;
import java.util.stream.Collectors;

/**
 * Shows a message as plain text and as HTML, of which a client takes what it can. Matrix has no buttons: what they would say
 * stands under the message.
 */
final class Renderer {

    /** An event has 64 kB, in which an edit holds all of this twice. */
    private static final int MOST = 4_000;
    private static final int LINE = 250;
    private static final int LINES = 20;

    private Renderer() {}

    /**
     * A message as Matrix takes it.
     *
     * @param whole whether all of the message's text is there
     */
    record Rendered(ObjectNode content, boolean whole) {}

    /** @param type {@code m.text}, or {@code m.notice} for what needs no attention */
    static Rendered render(Message message, String type) {
        Html html = new Html("<br>", MOST);
        boolean whole = HtmlMessage.add(html, message, Mention.html(message.mention()));
        lines(html, message);
        String plain = plain(message);
        ObjectNode content = Api.body()
                .put("msgtype", type)
                .put("body", plain.isEmpty() ? Cut.MORE : plain)
                .put("format", "org.matrix.custom.html")
                .put("formatted_body", html.isEmpty() ? Cut.MORE : html.toString());
        content.set("m.mentions", Mention.json(message.mention()));
        return new Rendered(content, whole);
    }

    private static String plain(Message message) {
        String before = (Mention.text(message.mention()) + Sign.of(message.severity())).strip();
        String plain = Cut.chars(Plain.visible(Cut.chars(message.plain(), 2 * MOST)), MOST);
        return (before + " " + plain).strip();
    }

    private static void lines(Html html, Message message) {
        String lines = message.lines().stream()
                .limit(LINES)
                .map(line -> "<code>" + Html.escape(Plain.line(line, LINE)) + "</code>")
                .collect(Collectors.joining(" | "));
        if (!lines.isEmpty()) {
            html.line(lines, message.lines().stream().mapToInt(line -> line.length() + 3).sum());
        }
    }
}
