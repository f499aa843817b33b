package io.tocsin.bundled.mail;

import io.tocsin.spi.Message;
import io.tocsin.spi.Severity;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A message as HTML, in which nothing of its texts can do more than be read. Styles stand inline, as mail programs drop
 * others.
 */
final class Html {

    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s\"'<>]{1,2000}");
    private static final int MOST_PARTS = 50;
    private static final String WRAPPED = "white-space:pre-wrap";

    private Html() {}

    static String of(Message message) {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html><body style=\"font-family:sans-serif\">\n"
                + "<div style=\"border-left:4px solid " + colour(message.severity()) + ";padding-left:12px\">\n");
        if (!message.title().isEmpty()) {
            html.append(paragraph("font-weight:bold;" + WRAPPED, escaped(Printable.part(message.title()))));
        }
        if (!message.text().isEmpty()) {
            html.append(paragraph(WRAPPED, escaped(Printable.text(message.text()).stripIndent())));
        }
        message.fields().stream().limit(MOST_PARTS).forEach(
                field -> html.append(line(part(field.name()) + ": " + part(field.value()))));
        message.conditions().stream().limit(MOST_PARTS).forEach(
                one -> html.append(line((one.passed() ? "&#10003; " : "&#10007; ") + part(one.text()))));
        message.links().stream().limit(MOST_PARTS).forEach(link -> html.append(line(link(link))));
        if (!message.lines().isEmpty()) {
            html.append(paragraph("color:#666", message.lines().stream()
                    .limit(MOST_PARTS)
                    .map(line -> "<code>" + part(line) + "</code>")
                    .collect(Collectors.joining(" | "))));
        }
        return html.append("</div>\n</body></html>\n").toString();
    }

    private static String paragraph(String style, String content) {
        return "<p style=\"" + style + "\">" + content + "</p>\n";
    }

    private static String line(String content) {
        return "<div>" + content + "</div>\n";
    }

    private static String link(Message.Link link) {
        return WEB.matcher(link.url()).matches()
                ? "<a href=\"" + escaped(link.url()) + "\">" + part(link.label()) + "</a>"
                : part(link.label()) + ": " + part(link.url());
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#d40e0d";
            case WARNING -> "#e8a33d";
            case GOOD -> "#2e8b57";
            case HANDLED -> "#3b7dd8";
            case SILENCED, INFO -> "#8a8a8a";
        };
    }

    private static String part(String foreign) {
        return escaped(Printable.part(foreign));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
