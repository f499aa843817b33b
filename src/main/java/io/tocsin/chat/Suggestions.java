package io.tocsin.chat;

import io.tocsin.config.Nearest;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What somebody probably meant by a line that is no command; their own arguments are kept. */
record Suggestions(Grammar grammar) {

    private static final int LONGEST_ECHO = 300;
    private static final int SHORTEST_START = 3;
    private static final int MOST = 3;

    /** The answer to a line that is no command. */
    Phrase answer(String line) {
        List<String> words = List.of(line.strip().split(" +"));
        return replacements(words)
                .map(replacement -> answer(line, words, replacement))
                .orElseGet(() -> Phrase.of("chat.unknown", cut(words.getFirst())));
    }

    private Phrase answer(String line, List<String> words, Replacement replacement) {
        String said = cut(String.join(" ", words.subList(0, replacement.words)));
        String rest = restAfter(line.strip(), replacement.words);
        List<String> lines = replacement.names.stream()
                .map(name -> rest.length() > LONGEST_ECHO ? name + " ..." : (name + " " + rest).strip())
                .toList();
        Phrase meant = Phrase.of("chat.unknown.nearest", said, String.join(" | ", lines));
        Optional<Grammar.Said> command = grammar.find(replacement.names.getFirst() + " " + rest);
        return command.filter(this::incomplete)
                .map(found -> Phrase.of("chat.unknown.example", meant, Usage.example(found.command())))
                .orElse(meant);
    }

    private boolean incomplete(Grammar.Said said) {
        try {
            grammar.arguments(said);
            return false;
        } catch (Refusal wrong) {
            return true;
        }
    }

    /**
     * What to put in the place of the first words.
     *
     * @param words how many are replaced
     * @param names by what, likeliest first
     */
    private record Replacement(int words, List<String> names) {}

    private Optional<Replacement> replacements(List<String> words) {
        String first = words.getFirst().toLowerCase(Locale.ROOT);
        return misspeltPhrase(words)
                .or(() -> some(1, names().filter(name -> name.startsWith(first + " "))))
                .or(() -> some(1, Nearest.to(first.replaceAll("[-_]", " "), names().toList()).stream()))
                .or(() -> some(1, names().filter(name -> first.length() >= SHORTEST_START && name.startsWith(first))))
                .or(() -> misspeltStart(first));
    }

    /** Several words that together are nearly a name, or one in the wrong order. */
    private Optional<Replacement> misspeltPhrase(List<String> words) {
        for (int count = Math.min(MOST, words.size()); count > 1; count--) {
            int length = count;
            String said = String.join(" ", words.subList(0, count)).toLowerCase(Locale.ROOT);
            List<String> known = names().filter(name -> name.split(" ").length == length).toList();
            Optional<String> meant = known.stream()
                    .filter(name -> sorted(name).equals(sorted(said)))
                    .findFirst()
                    .or(() -> Nearest.to(said, known));
            if (meant.isPresent()) {
                return Optional.of(new Replacement(count, List.of(meant.get())));
            }
        }
        return Optional.empty();
    }

    private Optional<Replacement> misspeltStart(String first) {
        List<String> starts = names().filter(name -> name.contains(" "))
                .map(name -> name.substring(0, name.indexOf(' ')))
                .distinct()
                .toList();
        return Nearest.to(first, starts)
                .flatMap(start -> some(1, names().filter(name -> name.startsWith(start + " "))));
    }

    private Stream<String> names() {
        return grammar.commands().stream().map(Names::of).flatMap(List::stream)
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    private static Optional<Replacement> some(int words, Stream<String> names) {
        List<String> found = new ArrayList<>(new TreeSet<>(names.toList()));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Replacement(words, found.subList(0, Math.min(MOST, found.size()))));
    }

    private static List<String> sorted(String name) {
        return Arrays.stream(name.split(" ")).sorted().toList();
    }

    private static String restAfter(String line, int words) {
        String rest = line;
        for (int i = 0; i < words; i++) {
            int space = rest.indexOf(' ');
            rest = space < 0 ? "" : rest.substring(space + 1).stripLeading();
        }
        return rest;
    }

    private static String cut(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
