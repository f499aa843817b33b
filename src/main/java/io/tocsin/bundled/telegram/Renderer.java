package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Cut;
import io.tocsin.channel.Html;
import io.tocsin.channel.HtmlMessage;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Message;
import java.util.Optional;

/** Shows a message with Telegram's means: a coloured dot and bold for the title, plain lines, and buttons under them. */
final class Renderer {

    private static final int MOST = 4_096;
    private static final int LINE = 250;
    private static final int LINES = 20;

    private Renderer() {}

    /**
     * A message as Telegram takes it.
     *
     * @param html escaped
     * @param markup its buttons
     * @param whole whether all of the message's text is there
     */
    record Rendered(String html, Optional<ObjectNode> markup, boolean whole) {

        /** What is sent, but for where it goes. */
        ObjectNode body() {
            ObjectNode body = Api.body().put("text", html).put("parse_mode", "HTML");
            body.putObject("link_preview_options").put("is_disabled", true);
            markup.ifPresent(keys -> body.set("reply_markup", keys));
            return body;
        }
    }

    static Rendered render(Message message) {
        Html html = new Html("\n", MOST);
        boolean whole = HtmlMessage.add(html, message, Mention.html(message.mention()));
        Keyboard keyboard = Keyboard.of(message.actions());
        keyboard.copied().stream().limit(LINES)
                .map(line -> Plain.line(line, LINE))
                .forEach(line -> html.line("<code>" + Html.escape(line) + "</code>", line.length()));
        return new Rendered(html.isEmpty() ? Cut.MORE : html.toString(), keyboard.markup(), whole);
    }
}
