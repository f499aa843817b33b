package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reasons for a failure in the texts of a section: every text but the few that {@code reasons.txt} names. A word that
 * is put into another text counts with that text around it.
 */
final class FailureReasons {

    private static final Path TEXTS = Path.of("src/main/resources/io/tocsin/text");
    private static final Path EXCEPTIONS = Path.of("src/test/resources/io/tocsin/reasons.txt");
    private static final Pattern PART = Pattern.compile("(\\S+) in (\\S+) \\{(\\d)}");
    private static final int MOST_VALUES = 10;
    private static final String VALUE = "\0";

    private record Part(String around, int place) {}

    private final Map<String, Part> parts = new TreeMap<>();
    private final Set<String> news = new TreeSet<>();
    private final Map<String, String> beyond = new LinkedHashMap<>();

    FailureReasons() throws IOException {
        for (String line : Files.readAllLines(EXCEPTIONS)) {
            String rest = line.substring(line.indexOf(' ') + 1);
            switch (line.split(" ", 2)[0]) {
                case "part" -> part(rest);
                case "news" -> news.addAll(Arrays.asList(rest.split(" ")));
                case "beyond" -> beyond.put(rest.split(": ")[0], rest.split(": ")[1]);
                default -> assertThat(line).as("a line of %s", EXCEPTIONS).matches("|#.*");
            }
        }
    }

    private void part(String line) {
        Matcher part = PART.matcher(line);
        assertThat(part.matches()).as(line).isTrue();
        parts.put(part.group(1), new Part(part.group(2), Integer.parseInt(part.group(3))));
    }

    /** What it would take to provoke a reason that no test can provoke, by its key. */
    Map<String, String> beyond() {
        return beyond;
    }

    /** What is said in a section when something has failed: how it is recognized, by its key. */
    Map<String, Pattern> of(String section) {
        Map<String, String> texts = texts(section);
        Set<String> unknown = named().filter(key -> section(key).equals(section))
                .filter(key -> !texts.containsKey(key)).collect(Collectors.toSet());
        assertThat(unknown).as("what %s names and is not there", EXCEPTIONS).isEmpty();
        texts.keySet().removeAll(news);
        Map<String, Pattern> reasons = new TreeMap<>();
        texts.forEach((key, text) -> reasons.put(key, pattern(parts.containsKey(key)
                ? around(parts.get(key), filled(text, VALUE, -1))
                : filled(text, VALUE, -1))));
        return reasons;
    }

    private Stream<String> named() {
        return Stream.of(parts.keySet(), news, beyond.keySet()).flatMap(Set::stream);
    }

    private static String around(Part part, String word) {
        String text = texts(section(part.around)).get(part.around);
        assertThat(text).as(part.around).contains("{" + part.place + "}");
        return filled(text, word, part.place);
    }

    /** A text with a mark for each value, and a word in one place. */
    private static String filled(String text, String word, int place) {
        MessageFormat format = new MessageFormat(text);
        for (int i = 0; i < format.getFormats().length; i++) {
            format.setFormat(i, null);
        }
        Object[] values = new Object[MOST_VALUES];
        Arrays.fill(values, VALUE);
        if (place >= 0) {
            values[place] = word;
        }
        return format.format(values);
    }

    /** All of its words in their order, whatever the values; what begins or ends it and has no letter may be missing. */
    private static Pattern pattern(String text) {
        String known = text.replaceFirst("^\\P{L}*(?=\\p{L})", "").replaceFirst("\0\\P{L}*$", "");
        return Pattern
                .compile(Stream.of(known.split(VALUE)).map(Pattern::quote).collect(Collectors.joining(".{0,300}?")));
    }

    private static String section(String key) {
        return key.substring(0, key.indexOf('.'));
    }

    private static Map<String, String> texts(String section) {
        Properties texts = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(TEXTS.resolve(section + ".properties"))) {
            texts.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, String> sorted = new TreeMap<>();
        texts.forEach((key, text) -> sorted.put((String) key, (String) text));
        return sorted;
    }
}
