package io.tocsin.bundled.slack;

import com.slack.api.model.Attachment;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.StaticSelectElement;
import io.tocsin.channel.Cut;
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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Shows a message with Slack's means. The title is the message's own text, since that is what a notification on a phone
 * shows and the only place from where somebody can be pinged; the rest stands in an attachment, since nothing else has a
 * coloured bar. What is neither coloured nor titled needs no attachment. Texts are plain-text objects wherever Slack has
 * them, so that they are shown letter by letter.
 */
final class Renderer {

    /** A button's action id; the rest is its place in the message. */
    static final String SAY = "say-";

    private static final int SECTION = 3_000;
    private static final int TEXT_SECTIONS = 3;
    private static final int NOTIFICATION = 1_000;
    private static final int TITLE = 300;
    private static final int FIELDS = 10;
    private static final int FIELD_SECTIONS = 3;
    private static final int FIELD = 2_000;
    private static final int FIELD_NAME = 100;
    private static final int ELEMENTS = 25;
    private static final int ACTION_BLOCKS = 4;
    private static final int LABEL = 75;
    private static final int VALUE = 150;
    private static final int LINKS = 20;
    private static final int LINK = 2_000;
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s/]\\S*");

    private Renderer() {}

    /**
     * A message as Slack takes it.
     *
     * @param text what notifications show; with blocks it is shown nowhere else
     * @param whole whether all of the message's text is there
     */
    record Rendered(String text, List<LayoutBlock> blocks, List<Attachment> attachments, boolean whole) {}

    static Rendered render(Message message) {
        Text text = Text.of(message.text());
        List<LayoutBlock> body = body(message, text);
        String title = Plain.line(message.title(), TITLE);
        if (message.severity() == Severity.INFO && message.mention().isEmpty()) {
            return flat(message, title, body, text.whole());
        }
        String said = Mrkdwn.inert(title.isEmpty() ? Plain.line(message.text(), TITLE) : title);
        String headline = title.isEmpty() ? said : "*" + said + "*";
        String shown = (ping(message.mention()) + " " + headline).strip();
        Attachment attachment = Attachment.builder()
                .color(color(message.severity()))
                .fallback(Mrkdwn.escaped(Plain.lines(message.plain(), NOTIFICATION)))
                .blocks(body)
                .build();
        return new Rendered(
                shown.isEmpty() ? Cut.MORE : shown, List.of(), body.isEmpty() ? List.of() : List.of(attachment),
                text.whole());
    }

    private static Rendered flat(Message message, String title, List<LayoutBlock> body, boolean whole) {
        List<LayoutBlock> blocks = new ArrayList<>();
        if (!title.isEmpty()) {
            blocks.add(markup("*" + Mrkdwn.inert(title) + "*"));
        }
        blocks.addAll(body);
        String plain = Mrkdwn.inert(Plain.lines(message.plain(), NOTIFICATION)).strip();
        return new Rendered(plain.isEmpty() ? Cut.MORE : plain, blocks, List.of(), whole);
    }

    private static List<LayoutBlock> body(Message message, Text text) {
        List<LayoutBlock> blocks = new ArrayList<>();
        text.parts().forEach(part -> blocks.add(plain(part)));
        fields(message.fields(), blocks);
        String conditions = message.conditions().stream().map(Renderer::condition).collect(Collectors.joining("\n"));
        if (!conditions.isEmpty()) {
            blocks.add(plain(Cut.lines(conditions, SECTION)));
        }
        String links = message.links().stream().limit(LINKS).map(Renderer::link).collect(Collectors.joining("  "));
        if (!links.isEmpty() && links.length() <= SECTION) {
            blocks.add(markup(links));
        }
        actions(message.actions(), blocks);
        return blocks;
    }

    private static void fields(List<Field> fields, List<LayoutBlock> blocks) {
        for (int from = 0; from < Math.min(fields.size(), FIELDS * FIELD_SECTIONS); from += FIELDS) {
            List<TextObject> some = new ArrayList<>();
            for (Field field : fields.subList(from, Math.min(fields.size(), from + FIELDS))) {
                String text = Plain.line(field.name(), FIELD_NAME) + "\n" + Plain.lines(field.value(), FIELD);
                some.add(plainText(Cut.lines(text, FIELD)));
            }
            blocks.add(SectionBlock.builder().fields(some).build());
        }
    }

    private static String condition(ConditionLine line) {
        return Sign.of(line) + " " + Plain.line(line.text(), SECTION / 4);
    }

    private static String link(Link link) {
        String label = Mrkdwn.inert(Plain.line(link.label(), LABEL).replace('|', ' '));
        String url = Plain.lines(link.url(), LINK + 1);
        if (!WEB.matcher(url).matches() || url.length() > LINK) {
            return label;
        }
        String safe = url.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E").replace("\"", "%22");
        return "<" + Mrkdwn.escaped(safe) + "|" + (label.isEmpty() ? "link" : label) + ">";
    }

    private static void actions(List<Action> actions, List<LayoutBlock> blocks) {
        List<BlockElement> elements = new ArrayList<>();
        for (Action action : actions.subList(0, Math.min(actions.size(), ELEMENTS * ACTION_BLOCKS))) {
            String id = SAY + elements.size();
            elements.add(switch (action) {
                case Button button -> button(button, id);
                case Choice choice -> choice(choice, id);
            });
        }
        for (int from = 0; from < elements.size(); from += ELEMENTS) {
            blocks.add(ActionsBlock.builder()
                    .elements(elements.subList(from, Math.min(elements.size(), from + ELEMENTS)))
                    .build());
        }
    }

    private static BlockElement button(Button button, String id) {
        ButtonElement.ButtonElementBuilder built =
                ButtonElement.builder().actionId(id).text(label(button.label())).value(button.line());
        switch (button.style()) {
            case PRIMARY -> built.style("primary");
            case DANGER -> built.style("danger");
            case PLAIN, ASIDE -> {
            }
        }
        return built.build();
    }

    private static BlockElement choice(Choice choice, String id) {
        List<OptionObject> options = choice.options().stream()
                .filter(option -> option.line().length() <= VALUE)
                .map(option -> OptionObject.builder().text(label(option.label())).value(option.line()).build())
                .toList();
        return StaticSelectElement.builder()
                .actionId(id)
                .placeholder(label(choice.label()))
                .options(options)
                .build();
    }

    private static PlainTextObject label(String label) {
        String line = Plain.line(label, LABEL);
        return plainText(line.isEmpty() ? Cut.MORE : line);
    }

    private static LayoutBlock plain(String text) {
        return SectionBlock.builder().text(plainText(text)).build();
    }

    private static LayoutBlock markup(String text) {
        return SectionBlock.builder().text(MarkdownTextObject.builder().text(text).verbatim(true).build()).build();
    }

    private static PlainTextObject plainText(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
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
        if (mention.matches("here|channel|everyone")) {
            return "<!" + mention + ">";
        }
        if (mention.matches("[UW][A-Z0-9]{2,20}")) {
            return "<@" + mention + ">";
        }
        return mention.matches("S[A-Z0-9]{2,20}") ? "<!subteam^" + mention + ">" : "";
    }

    /** The text in parts that each fit into a section, split where lines end. */
    private record Text(List<String> parts, boolean whole) {

        static Text of(String text) {
            String visible = Plain.lines(text, SECTION * TEXT_SECTIONS);
            List<String> parts = new ArrayList<>();
            String rest = visible.stripTrailing().replaceFirst("^\\n+", "");
            while (!rest.isBlank() && parts.size() < TEXT_SECTIONS) {
                int end = end(rest);
                parts.add(parts.size() == TEXT_SECTIONS - 1 ? Cut.lines(rest, SECTION) : rest.substring(0, end));
                rest = rest.substring(end).replaceFirst("^\\n", "");
            }
            return new Text(parts, rest.isBlank() && text.length() <= SECTION * TEXT_SECTIONS);
        }

        private static int end(String rest) {
            if (rest.length() <= SECTION) {
                return rest.length();
            }
            int end = rest.lastIndexOf('\n', SECTION);
            if (end > 0) {
                return end;
            }
            return Character.isHighSurrogate(rest.charAt(SECTION - 1)) ? SECTION - 1 : SECTION;
        }
    }
}
