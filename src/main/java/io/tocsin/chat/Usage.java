package io.tocsin.chat;

import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** How a command is said, from its declaration: {@code mute <monitor>... [for <time>] [because <text>]}. */
public final class Usage {

    private Usage() {}

    public static String of(Command command) {
        StringJoiner usage = new StringJoiner(" ");
        usage.add(command.name());
        for (Parameter parameter : command.parameters()) {
            usage.add(of(parameter));
        }
        return usage.toString();
    }

    private static String of(Parameter parameter) {
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
            case WORD, SELECTOR, ROOM -> parameter.keyword().toLowerCase(Locale.ROOT);
            case REST -> "text";
            case DURATION -> "time";
            case MOMENT -> "moment";
            case NUMBER -> "n";
        };
    }

    /** A line as somebody would type it; the usage where the command names none. */
    public static String example(Command command) {
        List<String> examples = command.examples();
        return examples.isEmpty() ? of(command) : examples.getFirst();
    }
}
