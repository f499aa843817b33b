package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Config;
import io.tocsin.config.ConfigFile;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that people get wrong, and what they read then, word for word: lines at the console of the whole bot
 * ({@code >}), cron expressions and conditions of a monitor that is added, and configurations ({@code set}).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {

    private static final Path TABLE = Path.of("src/test/resources/io/tocsin/bad-input.txt");
    private static final String ADD = "add monitor web https://example.com ";
    /** What is watched while these lines are said; nothing of it is ever asked. */
    private static final Map<String, String> WATCHED = Map.of(
            "monitor.fixed.target", "tcp://127.0.0.1:1", "monitor.fixed.every", "1h",
            "monitor.paused.target", "tcp://127.0.0.1:1", "monitor.paused.enabled", "false",
            "secret.ID", "AKIDexample", "secret.KEY", "a key");

    private Path data;
    private TalkingBot bot;

    record Row(String input, String answer) {}

    static Stream<Row> rows() throws IOException {
        return Stream.of(Files.readString(TABLE).strip().split("\n(?! )")).map(row -> {
            String[] lines = row.split("\n", 2);
            return new Row(lines[0], lines[1].stripIndent().strip());
        });
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        data = directory;
        bot = new TalkingBot(data, WATCHED);
        bot.says("add monitor shop tcp://127.0.0.1:1 every 1h confirm 1000");
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isAnsweredInTheseWords(Row row) throws IOException {
        assertThat(answer(row.input)).isEqualTo(row.answer);
    }

    private String answer(String input) throws IOException {
        String text = input.substring(input.indexOf(' ') + 1);
        return switch (input.substring(0, input.indexOf(' '))) {
            case ">" -> bot.says(text);
            case "cron:" -> bot.says(ADD + "cron \"" + text + "\"");
            case "expect:" -> bot.says(ADD + "expect \"" + text + "\"");
            case "set:" -> problems(text.replace(" ; ", "\n"));
            default -> throw new IllegalArgumentException(input);
        };
    }

    private String problems(String lines) throws IOException {
        Path file = data.resolve("wrong.properties");
        Files.writeString(file, lines + "\nplugins.dir=" + data + "\n");
        Config config = ConfigFile.read(file, Map.of());
        Assembly assembly = new Assembly(file, config, data, bot, List.of());
        assembly.close();
        List<String> problems = assembly.problems().stream().map(Catalogue.english()::say).toList();
        return String.join("\n", problems).replace(data + "/", "");
    }
}
