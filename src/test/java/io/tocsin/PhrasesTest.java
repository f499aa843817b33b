package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue and the sources agree: nothing is said without words, no words lie unused. */
final class PhrasesTest {

    private static final Path CATALOGUE = Path.of("src/main/resources/io/tocsin/text");
    private static final Pattern SAID =
            Pattern.compile("(?:\\b(?:Phrase|Refusal)\\s*\\.of|\\bsay)\\(\\s*\"([a-z][^\".]*\\.[^\"]*)\"");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-zA-Z0-9-]*(?:\\.[a-zA-Z0-9-]*)+)\"");

    private final Map<String, String> catalogue = catalogue();
    private final String sources = sources();

    @Test
    void whatIsSaidHasWords() {
        Set<String> missing = matches(SAID).collect(Collectors.toCollection(TreeSet::new));
        missing.removeIf(key -> isBeginning(key)
                ? catalogue.keySet().stream().anyMatch(known -> known.startsWith(key))
                : catalogue.containsKey(key));
        assertThat(missing).as("keys that the sources use and no resource bundle has").isEmpty();
    }

    /** A key counts as used when it stands in the sources, or when they hold its beginning and so may build the rest. */
    @Test
    void noWordsLieUnused() {
        Set<String> literals = matches(LITERAL).collect(Collectors.toSet());
        List<String> prefixes =
                literals.stream().map(literal -> isBeginning(literal) ? literal : literal + ".").toList();
        Set<String> unused = new TreeSet<>(catalogue.keySet());
        unused.removeAll(literals);
        unused.removeIf(key -> prefixes.stream().anyMatch(key::startsWith));
        assertThat(unused).as("keys that no source uses").isEmpty();
    }

    @Test
    void oneOfAThingIsNotSeveral() {
        Catalogue words = Catalogue.english();

        assertThat(words.say("command.overlapping", 1L))
                .isEqualTo("1 check was left out because the one before still ran.");
        assertThat(words.say("command.overlapping", 2L))
                .isEqualTo("2 checks were left out because the one before still ran.");
        assertThat(words.say("command.plugin-faults", 1L, "tired")).isEqualTo(", failed 1 time, last: tired");
    }

    @Test
    void aKeyStandsInTheFileOfItsSection() {
        for (Path file : files()) {
            String section = file.getFileName().toString().replaceFirst("(_\\w+)?\\.properties", ".");
            assertThat(load(file).keySet()).as(file.toString()).allMatch(key -> key.toString().startsWith(section));
        }
    }

    @Test
    void wordsAreReadAsTheyWereMeant() {
        catalogue.forEach((key, words) -> {
            assertThat(words.replace("''", "").replaceAll("'[{}]+'", "")).as("%s: apostrophes are doubled", key)
                    .doesNotContain("'");
            assertThat(new MessageFormat(words)).as(key).isNotNull();
        });
    }

    /** The sources add the rest of such a key. */
    private static boolean isBeginning(String key) {
        return key.endsWith(".") || key.endsWith("-");
    }

    private Stream<String> matches(Pattern pattern) {
        return pattern.matcher(sources).results().map((MatchResult match) -> match.group(1));
    }

    private static Map<String, String> catalogue() {
        Map<String, String> all = new TreeMap<>();
        files().stream().filter(file -> !file.toString().contains("_")).forEach(
                file -> load(file).forEach((key, words) -> all.put(key.toString(), words.toString())));
        return all;
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(CATALOGUE)) {
            return files.filter(file -> file.toString().endsWith(".properties")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Properties load(Path file) {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            words.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words;
    }

    private static String sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(found -> found.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            return all.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
