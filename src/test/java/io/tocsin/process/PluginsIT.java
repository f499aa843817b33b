package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drop-in over the life of the process: what it remembers, is told, and does by itself. */
final class PluginsIT {

    private static final String HELPER = """
            import io.tocsin.spi.*;

            public class Helper implements Plugin {
                record Own(String greeting, @Option(secret = true) String token) {}

                @Override
                public void start(Bot bot) {
                    Own own = bot.config(Own.class);
                    bot.on(Event.Started.class, started -> {
                        int starts = Integer.parseInt(bot.store().get("starts").orElse("0")) + 1;
                        bot.store().put("starts", Integer.toString(starts));
                        bot.send("console", own.greeting() + " " + starts);
                    });
                    bot.on(Event.Down.class, down -> {
                        bot.run("mute " + down.trouble().monitor() + " for 1h because known");
                        bot.send("console", "quiet now: " + down.trouble().cause());
                    });
                    bot.respond("leak", talk -> bot.send("console", "token length " + own.token().length()));
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void itGoesOnWhereItWasAfterAKill() throws IOException {
        Launch launch = Launch.in(directory.resolve("data"))
                .with("plugin.helper.greeting", "hello number")
                .with("plugin.helper.token", "${secret:HELPER}")
                .with("secret.HELPER", "abc-def-ghi")
                .watching("dead", "http://127.0.0.1:" + Ports.quiet() + "/");
        Files.writeString(directory.resolve("plugins").resolve("Helper.java"), HELPER);

        try (BotProcess bot = launch.start().ready()) {
            bot.awaitLine("hello number 1");
            assertThat(bot.awaitLine("quiet now: ")).doesNotContain("{");
            bot.ask("mutes", "known");
            bot.ask("leak", "token length 11");
            bot.kill();
        }
        try (BotProcess bot = launch.start().ready()) {
            bot.awaitLine("hello number 2");
            bot.ask("mutes", "known");
            bot.stop();
            assertThat(bot.out()).noneMatch(line -> line.contains("quiet now"));
            assertThat(bot.toString()).doesNotContain("abc-def-ghi");
        }
    }
}
