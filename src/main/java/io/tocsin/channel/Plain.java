package io.tocsin.channel;

import io.tocsin.spi.Message;
import java.util.List;

/** Texts from outside as what they are: nothing in them is hidden, turns letters around or moves a cursor. */
public final class Plain {

    private static final char SHOWN = '?';

    private Plain() {}

    /** Lines as they are, with {@code ?} for control characters and without those that are invisible. */
    public static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().filter(c -> c != '\r').forEach(c -> append(visible, c));
        return visible.toString();
    }

    /** The same, at most so many UTF-16 units, cut at a line's end where that costs little. */
    public static String lines(String text, int most) {
        return Cut.lines(visible(Cut.chars(text, 2 * most + 1_000)), most);
    }

    /** All on one line, at most so many UTF-16 units. */
    public static String line(String text, int most) {
        return Cut.chars(visible(Cut.chars(text, 2 * most + 1_000)).replaceAll("\\s+", " ").strip(), most);
    }

    /** The whole message but for what nobody can say there, at most so many UTF-16 units. */
    public static String of(Message message, int most) {
        String plain = message.withActions(List.of()).plain();
        return Cut.chars(visible(Cut.chars(plain, 2 * most + 1_000)).stripIndent(), most);
    }

    /** The same without its title. */
    public static String body(Message message, int most) {
        return of(
                new Message(
                        message.severity(), "", message.text(), message.fields(), message.conditions(),
                        message.links(), List.of(), message.attachments(), message.subjects(), ""),
                most);
    }

    private static void append(StringBuilder visible, int c) {
        switch (Character.getType(c)) {
            case Character.FORMAT -> {
            }
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> visible.append('\n');
            case Character.SPACE_SEPARATOR -> visible.append(' ');
            case Character.CONTROL -> visible.append(c == '\n' ? '\n' : c == '\t' ? ' ' : SHOWN);
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> visible.append(SHOWN);
            default -> visible.appendCodePoint(c);
        }
    }
}
