package io.tocsin.chat;

import io.tocsin.chat.Grammar.Said;
import io.tocsin.spi.Command;
import io.tocsin.text.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What commands are called: by themselves, by their aliases, and in other languages. */
final class Names {

    /** Letters and signs of other scripts begin here. */
    private static final char LATIN = 0x80;

    private Names() {}

    /** The command with the longest name that the line begins with; its own names come before those of other languages. */
    static Optional<Said> find(String line, List<Command> commands) {
        Optional<Said> declared = longest(line, commands, Names::declared);
        Optional<Said> foreign = longest(line, commands, command -> OtherWords.names(command.name()));
        return foreign.filter(found -> found.end() > declared.map(Said::end).orElse(0)).or(() -> declared);
    }

    private static Optional<Said> longest(
            String line, List<Command> commands, Function<Command, List<String>> names) {
        Optional<Said> longest = Optional.empty();
        for (Command command : commands) {
            for (String name : names.apply(command)) {
                int end = endOf(name, line);
                if (end > longest.map(Said::end).orElse(0)) {
                    longest = Optional.of(new Said(command, name, line, end));
                }
            }
        }
        return longest;
    }

    /** The name and the other words for it, those of other languages included. */
    static List<String> of(Command command) {
        List<String> names = declared(command);
        names.addAll(OtherWords.names(command.name()));
        return names;
    }

    /** The name and the aliases that the command itself declares. */
    static List<String> declared(Command command) {
        List<String> names = new ArrayList<>(command.aliases());
        names.addFirst(command.name());
        return names;
    }

    /**
     * Where a name ends that the line begins with, whatever spaces are between its words; 0 if it does not. Behind a name
     * in Chinese or Japanese, where spaces are not usual, a word in Latin letters or digits may follow at once.
     */
    private static int endOf(String name, String line) {
        int at = 0;
        for (String word : name.split(" ")) {
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
            int end = at + word.length();
            boolean whole = end >= line.length() || line.charAt(end) == ' '
                    || Width.isWide(line.charAt(end - 1)) && line.charAt(end) < LATIN;
            if (!whole || !line.regionMatches(true, at, word, 0, word.length())) {
                return 0;
            }
            at = end;
        }
        return at;
    }
}
