package io.tocsin.spi;

import java.util.List;

/**
 * A message, independent of the chat system that shows it. All texts are plain: the adapter escapes them for its chat, so
 * nothing in them can format, link or ping.
 *
 * @param severity its colour
 * @param title its first line, such as {@code DOWN  shop  #42}; may be empty
 * @param text what follows, lines separated by {@code \n}; may be empty
 * @param conditions conditions to be shown with a tick or a cross
 * @param actions commands the reader is likely to want next, as they would type them
 * @param subjects the incidents the message is about, for programs
 */
public record Message(
        Severity severity,
        String title,
        String text,
        List<ConditionLine> conditions,
        List<String> actions,
        List<Subject> subjects) {

    public Message {
        conditions = List.copyOf(conditions);
        actions = List.copyOf(actions);
        subjects = List.copyOf(subjects);
    }

    /** A message of text alone. */
    public static Message text(String text) {
        return new Message(Severity.INFO, "", text, List.of(), List.of(), List.of());
    }

    /**
     * A condition as it was judged.
     *
     * @param passed whether it held
     * @param warning whether its failure means degraded and not down
     * @param text the condition with the value seen, such as {@code [STATUS] (503) == 200}
     */
    public record ConditionLine(boolean passed, boolean warning, String text) {}

    /**
     * One incident the message tells of, in a form for programs.
     *
     * @param incident its number, or 0 where the message tells of none
     * @param monitor the monitor's name
     * @param state {@code DOWN}, {@code DEGRADED}, {@code FLAPPING}, {@code RECOVERED}, ...
     * @param url what the monitor watches
     */
    public record Subject(long incident, String monitor, String state, String url) {}

    /** The message as plain text, one line after the other. */
    public String plain() {
        StringBuilder plain = new StringBuilder(title);
        line(plain, text);
        for (ConditionLine condition : conditions) {
            line(plain, (condition.passed() ? "  v " : "  x ") + condition.text());
        }
        if (!actions.isEmpty()) {
            line(plain, "  " + String.join(" | ", actions));
        }
        return plain.toString();
    }

    private static void line(StringBuilder plain, String line) {
        if (line.isEmpty()) {
            return;
        }
        if (!plain.isEmpty()) {
            plain.append('\n');
        }
        plain.append(line);
    }
}
