package io.tocsin.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of {@code plugins/README.md}, and every plugin that ships, with its test. */
final class ReadmeTest {

    private static final Path PLUGINS = Path.of("plugins");
    private static final Path TESTS = Path.of("src/test/plugins");
    /** A block of Java, and the last file named before it. */
    private static final Pattern EXAMPLE =
            Pattern.compile("`plugins/([\\w/]+\\.java)`(?:(?!`plugins/|```)[\\s\\S])*```java\n([\\s\\S]*?)```");

    @TempDir
    private Path directory;

    static List<String> examples() throws IOException {
        return read().keySet().stream().filter(name -> !name.contains("/")).toList();
    }

    static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(PLUGINS)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !needsLibraries(file))
                    .sorted()
                    .toList();
        }
    }

    /** Those are tried where there is a repository: {@code KafkaLagIT}. */
    private static boolean needsLibraries(Path plugin) {
        try {
            return Files.readString(plugin).contains("//DEPS ");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> examples = new TreeMap<>();
        EXAMPLE.matcher(Files.readString(PLUGINS.resolve("README.md"))).results()
                .forEach(block -> examples.put(block.group(1), block.group(2)));
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleDoesWhatIsSaidOfIt(String name) throws Exception {
        Map<String, String> examples = read();
        Author author = new Author(directory);
        String test = "test/" + name.replace(".java", "Test.java");
        Path ours = TESTS.resolve(name.replace(".java", "Test.java"));
        String text = examples.containsKey(test) ? examples.get(test) : Files.readString(ours);
        author.write(name, examples.get(name))
                .write(test, text.replace("@PORT@", String.valueOf(Ports.quiet())));

        assertThat(author.tries(name.replace(".java", ""), Map.of("plugin.deploys.token", "secret")))
                .as(author.said()).isTrue();
        assertThat(author.said()).contains("  ok      ").doesNotContain("FAILED");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aPluginThatShipsPassesItsTest(Path plugin) throws Exception {
        Author author = new Author(directory);

        assertThat(author.tries(plugin, Map.of())).as(author.said()).isTrue();
        assertThat(author.report).anyMatch(line -> line.startsWith("  ok      "));
    }

    @Test
    void everyBlockOfJavaHasAName() throws Exception {
        long blocks = Pattern.compile("```java\n").matcher(Files.readString(PLUGINS.resolve("README.md"))).results()
                .count();
        assertThat(read()).hasSize((int) blocks).hasSizeGreaterThan(9);
    }

    @Test
    void everyMethodOfABotIsExplained() throws Exception {
        String readme = Files.readString(PLUGINS.resolve("README.md"));
        for (var method : io.tocsin.spi.Bot.class.getMethods()) {
            assertThat(readme).contains("bot." + method.getName() + "(");
        }
        for (var method : io.tocsin.spi.testing.TestBot.class.getMethods()) {
            boolean explained = Pattern.compile("\\b" + method.getName() + "\\b").matcher(readme).find();
            assertThat(explained).as(method.getName()).isTrue();
        }
    }
}
