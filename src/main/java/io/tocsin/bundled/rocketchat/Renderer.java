package io.tocsin.bundled.rocketchat;

import io.tocsin.channel.Cut;
import io.tocsin.channel.Markdown;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Sign;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows a message as Markdown, its colour as a circle before its title. */
final class Renderer {

    /** A server takes 5,000 characters unless it is told otherwise. */
    static final int MOST = 4_900;

    private static final int TITLE = 300;
    private static final int PART = 900;
    private static final int FIELD_NAME = 60;
    private static final int FIELD = 200;
    private static final int CONDITION = 300;
    private static final int LABEL = 75;
    private static final int LINK = 500;
    private static final int LINE = 120;
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s/]\\S*");
    private static final Pattern MENTION = Pattern.compile("@?([0-9A-Za-z][0-9A-Za-z._-]{0,99})");

    private Renderer() {}

    /**
     * A message as Rocket.Chat takes it.
     *
     * @param whole whether all of the message's text is there
     */
    record Rendered(String text, boolean whole) {}

    static Rendered render(Message message) {
        String head = head(message);
        StringBuilder tail = new StringBuilder();
        part(tail, message.fields().stream().map(Renderer::field).collect(Collectors.joining("\n")));
        part(tail, message.conditions().stream().map(Renderer::condition).collect(Collectors.joining("\n")));
        links(tail, message);
        part(tail, message.lines().stream().map(line -> Markdown.code(line, LINE)).collect(Collectors.joining(" | ")));
        int most = MOST - head.length() - tail.length() - 1;
        String text = Markdown.inert(Plain.lines(message.text(), MOST)).stripTrailing();
        boolean whole = text.length() <= most && message.text().length() <= MOST;
        String shown = head + (head.isEmpty() || text.isEmpty() ? "" : "\n") + Cut.lines(text, most) + tail;
        String trimmed = shown.strip();
        return new Rendered(trimmed.isEmpty() ? Cut.MORE : trimmed, whole);
    }

    private static String head(Message message) {
        String title = Markdown.inert(Plain.line(message.title(), TITLE));
        String circle = Sign.of(message.severity());
        String headline = title.isEmpty() ? circle : (circle + " *" + title + "*").strip();
        return (ping(message.mention()) + " " + headline).strip();
    }

    /** Lines that are left out when they are too much together. */
    private static void part(StringBuilder tail, String lines) {
        if (!lines.isEmpty()) {
            tail.append('\n').append(Cut.lines(lines, PART));
        }
    }

    private static void links(StringBuilder tail, Message message) {
        StringBuilder links = new StringBuilder();
        for (Link link : message.links()) {
            String shown = link(link);
            if (links.length() + shown.length() < PART) {
                links.append(links.isEmpty() ? "" : "  ").append(shown);
            }
        }
        part(tail, links.toString());
    }

    private static String field(Field field) {
        return "\u00a0\u00a0" + Markdown.inert(
                Plain.line(field.name(), FIELD_NAME) + ": " + Plain.line(field.value(), FIELD));
    }

    private static String condition(ConditionLine line) {
        return Sign.of(line) + " " + Markdown.inert(Plain.line(line.text(), CONDITION));
    }

    private static String link(Link link) {
        String label = Markdown.inert(Plain.line(link.label(), LABEL)).replace('[', '(').replace(']', ')');
        String url = Plain.lines(link.url(), LINK + 1);
        if (!WEB.matcher(url).matches() || url.length() > LINK) {
            return label;
        }
        String safe = url.replace("(", "%28").replace(")", "%29").replace("|", "%7C").replace("@", "%40")
                .replace("*", "%2A").replace("`", "%60").replace("<", "%3C").replace(">", "%3E");
        return "[" + (label.isEmpty() ? "link" : label) + "](" + safe + ")";
    }

    /** Whether {@link #ping} knows it. */
    static boolean pings(String mention) {
        return !ping(mention).isEmpty();
    }

    private static String ping(String mention) {
        Matcher name = MENTION.matcher(mention);
        return name.matches() ? "@" + name.group(1) : "";
    }
}
