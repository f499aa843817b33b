package io.tocsin.chat;

import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Command.Parameter;
import io.tocsin.text.Width;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What could stand at the end of a line that is being typed: the next word of a command, its keywords, and values that
 * exist.
 *
 * @param values by kind, such as the names of monitors
 */
record Completion(List<Command> commands, Function<Kind, List<String>> values) {

    private static final int MOST = 200;
    private static final int LONGEST_LINE = 1_000;

    List<String> complete(String line) {
        if (line.length() > LONGEST_LINE) {
            return List.of();
        }
        String small = line.stripLeading().toLowerCase(Locale.ROOT).replaceAll(" +", " ");
        int begin = small.lastIndexOf(' ') + 1;
        Collection<String> words = new TreeSet<>(commandWords(small, begin));
        Optional<Command> command = commands.stream()
                .filter(known -> Names.of(known).stream().anyMatch(name -> begins(small, name)))
                .findFirst();
        command.ifPresent(known -> words.addAll(parameterWords(known, small, begin)));
        return words.stream().limit(MOST).toList();
    }

    /** Words of other languages are for whoever has begun with one. */
    private static List<String> names(Command command, String line) {
        boolean foreign = !line.isEmpty() && Width.isWide(line.charAt(0));
        return foreign ? OtherWords.names(command.name()) : Names.declared(command);
    }

    private static boolean begins(String line, String name) {
        return line.startsWith(name.toLowerCase(Locale.ROOT) + " ");
    }

    /** The words of names that go on where the line stops. */
    private List<String> commandWords(String line, int begin) {
        return commands.stream()
                .flatMap(command -> names(command, line).stream())
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(line))
                .map(name -> name.substring(begin).split(" ")[0])
                .toList();
    }

    private List<String> parameterWords(Command command, String line, int begin) {
        String last = line.substring(begin);
        String before = begin == 0 ? "" : line.substring(0, begin - 1);
        Optional<Parameter> clause = command.parameters().stream()
                .filter(parameter -> !parameter.keyword().isEmpty()
                        && (" " + before).endsWith(" " + parameter.keyword()))
                .findFirst();
        Stream<String> words = clause.isPresent()
                ? values.apply(clause.get().kind()).stream()
                : Stream.concat(positions(command), keywords(command, line));
        List<String> fitting = new ArrayList<>();
        words.filter(word -> word.toLowerCase(Locale.ROOT).startsWith(last)).forEach(fitting::add);
        return fitting;
    }

    private Stream<String> positions(Command command) {
        return command.parameters().stream()
                .filter(parameter -> parameter.keyword().isEmpty())
                .flatMap(parameter -> values.apply(parameter.kind()).stream());
    }

    private static Stream<String> keywords(Command command, String line) {
        return command.parameters().stream()
                .filter(parameter -> !parameter.keyword().isEmpty())
                .filter(parameter -> parameter.repeated() || !line.contains(" " + parameter.keyword() + " "))
                .map(Parameter::keyword);
    }
}
