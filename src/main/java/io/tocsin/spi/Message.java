package io.tocsin.spi;

import java.util.List;
import java.util.Objects;

/**
 * A message, independent of the chat system that shows it. All texts are plain: the adapter escapes them for its chat, so
 * nothing in them can format, link or ping.
 *
 * @param severity its colour
 * @param title its first line, such as {@code DOWN  shop  #42}; may be empty
 * @param text what follows, lines separated by {@code \n}; may be empty
 * @param fields short facts, shown side by side where there is room
 * @param conditions conditions to be shown with a tick or a cross
 * @param links pages to look at
 * @param actions what the reader is likely to do next
 * @param attachments files that come with it
 * @param subjects the incidents the message is about, for programs
 * @param mention whom the message shall ping, as {@code room.<alias>.mention} says it; empty for nobody
 */
public record Message(
        Severity severity,
        String title,
        String text,
        List<Field> fields,
        List<ConditionLine> conditions,
        List<Link> links,
        List<Action> actions,
        List<Attachment> attachments,
        List<Subject> subjects,
        String mention) {

    public Message {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(mention, "mention");
        fields = List.copyOf(fields);
        conditions = List.copyOf(conditions);
        links = List.copyOf(links);
        actions = List.copyOf(actions);
        attachments = List.copyOf(attachments);
        subjects = List.copyOf(subjects);
    }

    /** A message of text alone. */
    public static Message text(String text) {
        return of(Severity.INFO, "", text);
    }

    public static Message of(Severity severity, String title, String text) {
        return new Message(
                severity, title, text, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "");
    }

    public Message withText(String other) {
        return new Message(
                severity, title, other, fields, conditions, links, actions, attachments, subjects, mention);
    }

    public Message withFields(List<Field> other) {
        return new Message(
                severity, title, text, other, conditions, links, actions, attachments, subjects, mention);
    }

    public Message withConditions(List<ConditionLine> other) {
        return new Message(severity, title, text, fields, other, links, actions, attachments, subjects, mention);
    }

    public Message withLinks(List<Link> other) {
        return new Message(
                severity, title, text, fields, conditions, other, actions, attachments, subjects, mention);
    }

    public Message withActions(List<? extends Action> other) {
        return new Message(
                severity, title, text, fields, conditions, links, List.copyOf(other), attachments, subjects, mention);
    }

    public Message withAttachments(List<Attachment> other) {
        return new Message(severity, title, text, fields, conditions, links, actions, other, subjects, mention);
    }

    public Message withSubjects(List<Subject> other) {
        return new Message(
                severity, title, text, fields, conditions, links, actions, attachments, other, mention);
    }

    public Message withMention(String whom) {
        return new Message(
                severity, title, text, fields, conditions, links, actions, attachments, subjects, whom);
    }

    /** A short fact, such as {@code since} and {@code 14:02:11}. */
    public record Field(String name, String value) {

        public Field {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }
    }

    /** A page to look at; {@code http} and {@code https} only. */
    public record Link(String label, String url) {

        public Link {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(url, "url");
        }
    }

    /**
     * A condition as it was judged.
     *
     * @param passed whether it held
     * @param warning whether its failure means degraded and not down
     * @param text the condition with the value seen, such as {@code [STATUS] (503) == 200}
     */
    public record ConditionLine(boolean passed, boolean warning, String text) {

        public ConditionLine {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * One incident the message tells of, in a form for programs.
     *
     * @param incident its number, or 0 where the message tells of none
     * @param monitor the monitor's name
     * @param state {@code DOWN}, {@code DEGRADED}, {@code FLAPPING}, {@code RECOVERED}, {@code UNWATCHED}; without an
     *     incident {@code MAINTENANCE}, or how the monitor stands after it
     * @param url what the monitor watches
     */
    public record Subject(long incident, String monitor, String state, String url) {}

    /** The message as plain text, one line after the other. */
    public String plain() {
        StringBuilder plain = new StringBuilder(title);
        line(plain, text);
        for (Field field : fields) {
            line(plain, "  " + field.name() + ": " + field.value());
        }
        for (ConditionLine condition : conditions) {
            line(plain, (condition.passed() ? "  v " : "  x ") + condition.text());
        }
        for (Link link : links) {
            line(plain, "  " + link.label() + ": " + link.url());
        }
        line(plain, lines().isEmpty() ? "" : "  " + String.join(" | ", lines()));
        return plain.toString();
    }

    /** What a person may type next, for a chat without buttons. */
    public List<String> lines() {
        return actions.stream().filter(Action::said).map(Action::line).toList();
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
