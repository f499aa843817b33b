package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody works on a plugin while the program runs. */
final class LivePluginsIT {

    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void place() {
        file = directory.resolve("plugins/Shop.java");
    }

    @Test
    void aPluginIsEditedBrokenRepairedAndDeleted() throws Exception {
        try (BotProcess bot = Launch.in(directory.resolve("data")).start().ready()) {
            save("talk.reply(\"open\")");
            bot.awaitLine("Shop is loaded from ");
            bot.ask("are you there", "open");

            int before = bot.out().size();
            save("talk.reply(\"closed\"");
            bot.awaitLine(before, "Shop.java:6: ");
            bot.ask("are you there", "open");

            save("talk.reply(\"back\")");
            bot.awaitLine(before, "Shop is reloaded from ");
            bot.ask("are you there", "back");

            Files.delete(file);
            bot.awaitLine(before, "Shop is out");
            bot.ask("are you there", "I know no ");
            bot.ask("plugins", "http  bundled");
            assertThat(bot.endInput().waitFor()).isZero();
        }
    }

    private void save(String answer) throws IOException {
        Files.writeString(file, """
                import io.tocsin.spi.*;

                public class Shop implements Plugin {
                    @Override
                    public void start(Bot bot) {
                        bot.respond("are you there", talk -> %s);
                    }
                }
                """.formatted(answer));
    }
}
