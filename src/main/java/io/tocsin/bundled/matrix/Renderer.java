package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Cut;
import io.tocsin.channel.Html;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import io.tocsin.spi.Severity;
import java.util.stream.Collectors;

/**
 * Shows a message as plain text and as HTML, of which a client takes what it can. Matrix has no buttons: what they would say
 * stands under the message.
 */
final class Renderer {

    /** An event has 64 kB, in which an edit holds all of this twice. */
    private static final int MOST = 4_000;
    private static final int TEXT = 3_200;
    private static final int READ = 8_000;
    private static final int TITLE = 250;
    private static final int LINE = 250;
    private static final int LINES = 20;
    private static final int LINKS = 10;

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
        headline(message, html);
        String text = Plain.visible(message.text().substring(0, Math.min(message.text().length(), READ)));
        String body = text.replaceFirst("^\\n+", "").stripTrailing();
        boolean whole = (body.isEmpty() || html.lines(body, TEXT)) && message.text().length() <= READ;
        message.fields().stream().limit(LINES).forEach(field -> field(html, field));
        message.conditions().stream().limit(LINES).forEach(line -> html.line("", condition(line), ""));
        links(html, message);
        lines(html, message);
        String before = Mention.text(message.mention()) + dot(message.severity());
        String plain = (before + plain(message)).strip();
        ObjectNode content = Api.body()
                .put("msgtype", type)
                .put("body", plain.isEmpty() ? "\u2026" : plain)
                .put("format", "org.matrix.custom.html")
                .put("formatted_body", html.isEmpty() ? "\u2026" : html.toString());
        content.set("m.mentions", Mention.json(message.mention()));
        return new Rendered(content, whole);
    }

    private static String plain(Message message) {
        return Cut.chars(Plain.visible(Cut.chars(message.plain(), 2 * MOST)), MOST);
    }

    private static void headline(Message message, Html html) {
        String inert = Html.inert(Plain.line(message.title(), TITLE));
        String before = Mention.html(message.mention()) + dot(message.severity());
        String bold = inert.isEmpty() ? "" : "<b>" + Html.escape(inert) + "</b>";
        if (!bold.isEmpty() || !message.mention().isEmpty()) {
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
        String links =
                message.links().stream().limit(LINKS).map(Renderer::link).collect(Collectors.joining(" \u00b7 "));
        if (!links.isEmpty()) {
            html.line(links, 2 * seen);
        }
    }

    private static String link(Link link) {
        return Html.link(Plain.line(link.label(), LINE), Plain.line(link.url(), 10 * LINE));
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

    private static String dot(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "\ud83d\udd34 ";
            case WARNING -> "\ud83d\udfe0 ";
            case HANDLED -> "\ud83d\udfe1 ";
            case SILENCED -> "\u26aa ";
            case GOOD -> "\ud83d\udfe2 ";
            case INFO -> "";
        };
    }
}
