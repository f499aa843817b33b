package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Cut;
import io.tocsin.channel.Markdown;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Sign;
import io.tocsin.spi.Action;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import io.tocsin.spi.Severity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Shows a message: the title is the post's own text, since that is what a notification shows and the only place from where
 * somebody can be pinged; the rest stands in an attachment, which has a coloured bar and buttons. What is neither coloured
 * nor titled needs none.
 */
final class Renderer {

    static final int TEXT = 8_000;

    private static final int TITLE = 300;
    private static final int PART = 2_000;
    private static final int FIELDS = 20;
    private static final int FIELD_NAME = 60;
    private static final int FIELD = 300;
    private static final int CONDITION = 300;
    private static final int LABEL = 75;
    private static final int LINK = 500;
    private static final int LINE = 120;
    private static final int ACTIONS = 20;
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s/]\\S*");
    private static final Pattern MENTION = Pattern.compile("@?([0-9A-Za-z][0-9A-Za-z._-]{0,63})");

    private final Optional<Clicks> clicks;

    /** @param clicks what makes buttons; empty where there are none */
    Renderer(Optional<Clicks> clicks) {
        this.clicks = clicks;
    }

    /** The post's text and its properties. */
    ObjectNode render(Message message) {
        ObjectNode post = Api.JSON.createObjectNode();
        String title = Markdown.inert(Plain.line(message.title(), TITLE));
        String body = body(message);
        boolean flat = message.severity() == Severity.INFO && message.mention().isEmpty();
        String head = (ping(message.mention()) + " " + (title.isEmpty() ? "" : "**" + title + "**")).strip();
        ArrayNode attachments = Api.JSON.createArrayNode();
        if (flat) {
            head = head + (head.isEmpty() || body.isEmpty() ? "" : "\n") + body;
            body = "";
        }
        ObjectNode attachment = attachment(message, title, body);
        if (!flat || attachment.has("actions")) {
            attachments.add(attachment);
        }
        boolean empty = head.isBlank() && attachments.isEmpty();
        post.put("message", empty ? Cut.MORE : head);
        post.putObject("props").set("attachments", attachments);
        return post;
    }

    private ObjectNode attachment(Message message, String title, String body) {
        ObjectNode attachment = Api.JSON.createObjectNode()
                .put("fallback", title)
                .put("color", color(message.severity()))
                .put("text", body);
        if (!message.fields().isEmpty()) {
            ArrayNode fields = attachment.putArray("fields");
            message.fields().stream().limit(FIELDS).map(Renderer::field).forEach(fields::add);
        }
        clicks.filter(_ -> !message.actions().isEmpty()).ifPresent(it -> {
            ArrayNode actions = attachment.putArray("actions");
            for (Action action : message.actions().subList(0, Math.min(message.actions().size(), ACTIONS))) {
                actions.add(action(it, action, "say" + actions.size()));
            }
        });
        return attachment;
    }

    private String body(Message message) {
        StringBuilder body = new StringBuilder(
                Cut.lines(Markdown.inert(Plain.lines(message.text(), TEXT)).stripTrailing(), TEXT));
        part(body, message.conditions().stream().map(Renderer::condition).collect(Collectors.joining("\n")));
        StringBuilder links = new StringBuilder();
        for (Link link : message.links()) {
            String shown = link(link);
            if (links.length() + shown.length() < PART) {
                links.append(links.isEmpty() ? "" : "  ").append(shown);
            }
        }
        part(body, links.toString());
        if (clicks.isEmpty()) {
            part(body,
                    message.lines().stream().map(line -> Markdown.code(line, LINE)).collect(Collectors.joining(" | ")));
        }
        return body.toString();
    }

    private static void part(StringBuilder body, String lines) {
        if (!lines.isEmpty()) {
            body.append(body.isEmpty() ? "" : "\n").append(Cut.lines(lines, PART));
        }
    }

    private static ObjectNode field(Field field) {
        return Api.JSON.createObjectNode()
                .put("short", true)
                .put("title", Markdown.inert(Plain.line(field.name(), FIELD_NAME)))
                .put("value", Markdown.inert(Plain.line(field.value(), FIELD)));
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
        String safe = url.replace("(", "%28").replace(")", "%29").replace("@", "%40").replace("`", "%60")
                .replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C");
        return "[" + (label.isEmpty() ? "link" : label) + "](" + safe + ")";
    }

    private static ObjectNode action(Clicks clicks, Action action, String id) {
        ObjectNode shown = Api.JSON.createObjectNode().put("id", id).put("name", label(action.label()));
        switch (action) {
            case Button button -> {
                shown.put("type", "button");
                switch (button.style()) {
                    case PRIMARY -> shown.put("style", "primary");
                    case DANGER -> shown.put("style", "danger");
                    case PLAIN, ASIDE -> {
                    }
                }
                shown.set("integration", clicks.integration(List.of(button.line())));
            }
            case Choice choice -> {
                shown.put("type", "select");
                ArrayNode options = shown.putArray("options");
                for (Button option : choice.options()) {
                    options.addObject().put("text", label(option.label())).put("value", option.line());
                }
                shown.set("integration", clicks.integration(choice.options().stream().map(Button::line).toList()));
            }
        }
        return shown;
    }

    private static String label(String label) {
        String line = Plain.line(label, LABEL).replace("@", "@\u2060");
        return line.isEmpty() ? Cut.MORE : line;
    }

    private static String color(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#a30200";
            case WARNING -> "#e8912d";
            case HANDLED -> "#daa038";
            case SILENCED, INFO -> "#dddddd";
            case GOOD -> "#2eb886";
        };
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
