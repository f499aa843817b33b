package io.tocsin.channel;

import io.tocsin.spi.Message;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A message as lines of HTML, its parts in the order in which people look for them: a title in bold behind a coloured dot,
 * its text, what it is about, links.
 */
public final class HtmlMessage {

    private static final int TEXT = 3_200;
    private static final int READ = 8_000;
    private static final int LINE = 250;
    private static final int LINES = 20;
    private static final int LINKS = 10;
    /** About what a dot and the spaces take. */
    private static final int DOT = 4;

    private HtmlMessage() {}

    /**
     * Adds a message, as much of it as fits.
     *
     * @param mention who is pinged, as HTML with a space behind; empty for nobody
     * @return whether all of the message's text is there
     */
    public static boolean add(Html html, Message message, String mention) {
        headline(html, message, mention);
        String text = Plain.visible(message.text().substring(0, Math.min(message.text().length(), READ)));
        String body = text.replaceFirst("^\\n+", "").stripTrailing();
        boolean whole = (body.isEmpty() || html.lines(body, TEXT)) && message.text().length() <= READ;
        message.fields().stream().limit(LINES).forEach(field -> field(html, field));
        message.conditions().stream().limit(LINES)
                .forEach(line -> html.line("", Sign.of(line) + " " + Plain.line(line.text(), LINE), ""));
        links(html, message.links().stream().limit(LINKS).toList());
        return whole;
    }

    private static void headline(Html html, Message message, String mention) {
        String title = Html.inert(Plain.line(message.title(), LINE));
        String dot = title.isEmpty() ? "" : Sign.of(message.severity());
        String bold = title.isEmpty() ? "" : "<b>" + Html.escape(title) + "</b>";
        String headline = mention + dot + (dot.isEmpty() ? "" : " ") + bold;
        if (!headline.isEmpty()) {
            html.line(headline, message.mention().length() + DOT + title.length());
        }
    }

    private static void field(Html html, Field field) {
        String name = Html.inert(Plain.line(field.name(), LINE));
        String value = Html.inert(Plain.line(field.value(), LINE));
        html.line("<b>" + Html.escape(name) + "</b>: " + Html.escape(value), name.length() + 2 + value.length());
    }

    private static void links(Html html, List<Link> links) {
        int seen = links.stream().mapToInt(link -> link.label().length() + 2).sum();
        String shown = links.stream()
                .map(link -> Html.link(Plain.line(link.label(), LINE), Plain.line(link.url(), 10 * LINE)))
                .collect(Collectors.joining(" \u00b7 "));
        if (!shown.isEmpty()) {
            html.line(shown, 2 * seen);
        }
    }
}
