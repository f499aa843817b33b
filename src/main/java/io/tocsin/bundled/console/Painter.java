package io.tocsin.bundled.console;

import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import io.tocsin.spi.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Messages as lines of a console. */
final class Painter {

    private Painter() {}

    /** Without colours. */
    static String plain(Message message) {
        return lines(message).stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    /** With colours, and an empty line around whatever has a title, so that it stands out from the answers. */
    static AttributedString coloured(Message message) {
        AttributedStringBuilder painted = new AttributedStringBuilder();
        String gap = message.title().isEmpty() ? "" : "\n";
        painted.append(gap);
        List<Line> lines = lines(message);
        for (int i = 0; i < lines.size(); i++) {
            painted.append(i == 0 ? "" : "\n").styled(lines.get(i).style, lines.get(i).text);
        }
        return painted.append(gap).toAttributedString();
    }

    private record Line(AttributedStyle style, String text) {}

    private static List<Line> lines(Message message) {
        List<Line> lines = new ArrayList<>();
        if (!message.title().isEmpty()) {
            lines.add(new Line(style(message.severity()).bold(), Harmless.text(message.title())));
        }
        Harmless.text(message.text()).lines().forEach(line -> lines.add(new Line(AttributedStyle.DEFAULT, line)));
        for (Field field : message.fields()) {
            lines.add(new Line(AttributedStyle.DEFAULT, "  " + oneLine(field.name() + ": " + field.value())));
        }
        for (ConditionLine condition : message.conditions()) {
            String mark = condition.passed() ? "  v " : "  x ";
            lines.add(new Line(style(severity(condition)), mark + oneLine(condition.text())));
        }
        for (Link link : message.links()) {
            lines.add(new Line(AttributedStyle.DEFAULT, "  " + oneLine(link.label() + ": " + link.url())));
        }
        if (!message.lines().isEmpty()) {
            lines.add(new Line(AttributedStyle.DEFAULT.faint(), "  " + oneLine(String.join(" | ", message.lines()))));
        }
        return lines;
    }

    private static String oneLine(String text) {
        return Harmless.text(text).replace('\n', ' ');
    }

    private static Severity severity(ConditionLine condition) {
        if (condition.passed()) {
            return Severity.GOOD;
        }
        return condition.warning() ? Severity.WARNING : Severity.CRITICAL;
    }

    private static AttributedStyle style(Severity severity) {
        return switch (severity) {
            case INFO, SILENCED -> AttributedStyle.DEFAULT;
            case GOOD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case WARNING, HANDLED -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
            case CRITICAL -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
        };
    }
}
