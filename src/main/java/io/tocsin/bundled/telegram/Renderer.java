package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Html;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import io.tocsin.spi.Severity;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows a message with Telegram's means: a coloured dot and bold for the title, plain lines, and buttons under them. */
final class Renderer {

    private static final int MOST = 4_096;
    private static final int TEXT = 3_200;
    private static final int READ = 8_000;
    private static final int TITLE = 250;
    private static final int LINE = 250;
    private static final int LINES = 20;
    private static final int LINKS = 10;

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
        headline(message, html);
        String text = Plain.visible(message.text().substring(0, Math.min(message.text().length(), READ)));
        String body = text.replaceFirst("^\\n+", "").stripTrailing();
        boolean whole = (body.isEmpty() || html.lines(body, TEXT)) && message.text().length() <= READ;
        message.fields().stream().limit(LINES).forEach(field -> field(html, field));
        message.conditions().stream().limit(LINES).forEach(line -> html.line("", condition(line), ""));
        links(html, message);
        Keyboard keyboard = Keyboard.of(message.actions());
        keyboard.copied().stream().limit(LINES)
                .map(line -> Plain.line(line, LINE))
                .forEach(line -> html.line("<code>" + Html.escape(line) + "</code>", line.length()));
        return new Rendered(html.isEmpty() ? "\u2026" : html.toString(), keyboard.markup(), whole);
    }

    private static void headline(Message message, Html html) {
        String dot = dot(message.severity());
        String title = Plain.line(message.title(), TITLE);
        String before = Mention.html(message.mention()) + (dot.isEmpty() || title.isEmpty() ? "" : dot + " ");
        String inert = Html.inert(title);
        String bold = title.isEmpty() ? "" : "<b>" + Html.escape(inert) + "</b>";
        if (!before.isEmpty() || !bold.isEmpty()) {
            html.line(before + bold, message.mention().length() + 4 + inert.length());
        }
    }

    private static void field(Html html, Field field) {
        String name = Html.inert(Plain.line(field.name(), LINE));
        String value = Html.inert(Plain.line(field.value(), LINE));
        html.line("<b>" + Html.escape(name) + "</b>: " + Html.escape(value), name.length() + 2 + value.length());
    }

    private static String condition(ConditionLine line) {
        String sign = line.passed() ? "\u2705" : line.warning() ? "\u26a0\ufe0f" : "\u274c";
        return sign + " " + Plain.line(line.text(), LINE);
    }

    private static void links(Html html, Message message) {
        int seen = message.links().stream().limit(LINKS).mapToInt(link -> link.label().length() + 2).sum();
        String links = message.links().stream().limit(LINKS).map(Renderer::link).collect(Collectors.joining("  "));
        if (!links.isEmpty()) {
            html.line(links, 2 * seen);
        }
    }

    private static String link(Link link) {
        return Html.link(Plain.line(link.label(), LINE), Plain.line(link.url(), 10 * LINE));
    }

    private static String dot(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "\ud83d\udd34";
            case WARNING -> "\ud83d\udfe0";
            case HANDLED -> "\ud83d\udfe1";
            case SILENCED -> "\u26aa";
            case GOOD -> "\ud83d\udfe2";
            case INFO -> "";
        };
    }
}
