package io.tocsin.chat;

import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Parameter;
import io.tocsin.text.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** How a command is said, from its declaration: {@code mute <monitor>... [for <time>] [because <text>]}. */
public final class Usage {

    private static final int MOST = 8;
    private static final int BEGINNING = 6;
    private static final Map<String, String> STANDING =
            Map.of("every", "time", "cron", "expression", "expect", "condition", "set", "name=value", "is", "room",
                    "in", "room", "depends on", "monitor");

    private Usage() {}

    /** All of it. */
    public static String of(Command command) {
        return of(command, command.parameters().size());
    }

    /** As much of it as can be read at a glance. */
    static String brief(Command command) {
        boolean all = command.parameters().size() <= MOST;
        return all ? of(command) : of(command, BEGINNING) + " ...";
    }

    private static String of(Command command, int most) {
        StringJoiner usage = new StringJoiner(" ");
        usage.add(command.name());
        command.parameters().stream().limit(most).forEach(parameter -> usage.add(of(parameter)));
        return usage.toString();
    }

    /** The same with the words of a language, as far as it has any; empty where it has no name for the command. */
    public static Optional<String> of(Command command, Language language) {
        return OtherWords.names(command.name(), language).stream().findFirst().map(name -> {
            StringJoiner usage = new StringJoiner(" ");
            usage.add(name);
            command.parameters().stream()
                    .filter(parameter -> parameter.required() || parameter.keyword().isEmpty()
                            || OtherWords.keyword(parameter.keyword(), language).isPresent())
                    .forEach(parameter -> usage.add(of(parameter).replace(
                            parameter.keyword() + " <",
                            OtherWords.keyword(parameter.keyword(), language).orElse(parameter.keyword()) + " <")));
            return usage.toString();
        });
    }

    /** One value or clause, such as {@code [for <time>]}. */
    public static String of(Parameter parameter) {
        String value = parameter.keyword().isEmpty()
                ? placeholder(parameter)
                : parameter.keyword() + " " + placeholder(parameter);
        String bounded = parameter.required() ? value : "[" + value + "]";
        return parameter.repeated() ? bounded + "..." : bounded;
    }

    /** What stands for a value: its own name where it has one, else what kind of value it is. */
    static String placeholder(Parameter parameter) {
        boolean named = !parameter.name().equals(parameter.keyword());
        return "<" + (named ? parameter.name() : standard(parameter)) + ">";
    }

    private static String standard(Parameter parameter) {
        return switch (parameter.kind()) {
            case WORD, SELECTOR, ROOM -> word(parameter.keyword().toLowerCase(Locale.ROOT));
            case REST -> "text";
            case DURATION -> "time";
            case MOMENT -> "moment";
            case NUMBER -> "n";
        };
    }

    private static String word(String keyword) {
        return STANDING.getOrDefault(keyword, keyword);
    }

    /** A line as somebody would type it; the usage where the command names none. */
    public static String example(Command command) {
        List<String> examples = command.examples();
        return examples.isEmpty() ? of(command) : examples.getFirst();
    }
}
