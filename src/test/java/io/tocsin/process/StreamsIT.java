package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the program gets on with pipes, signals and its command line. */
final class StreamsIT {

    private static final Duration A_WHILE = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    @Test
    void commandsInAPipeAreAnsweredInOrderAndTheEndOfInputEndsTheBotWell() {
        try (BotProcess bot = launch().start()) {
            bot.send("version").send("lits").send("mutes").endInput();

            assertThat(bot.waitFor()).isZero();
            assertThat(bot.out()).last().isEqualTo("stopping");
            List<String> said = bot.out().stream()
                    .filter(line -> line.contains(" on Java ") || line.contains("\"lits\"") || line.contains("muted"))
                    .toList();
            assertThat(said).hasSize(3);
            assertThat(said.get(0)).contains("on Java");
            assertThat(said.get(1)).contains("Did you mean: list");
            assertThat(said.get(2)).isEqualTo("Nothing is muted.");
            assertThat(bot.err()).isEmpty();
        }
    }

    @Test
    void theFirstCheckIsAnsweredBeforeTheEndOfInputIsObeyed() {
        try (Targets targets = new Targets(); BotProcess bot = launch().start()) {
            bot.send("add monitor shop " + targets.url("shop")).endInput();

            assertThat(bot.waitFor()).isZero();
            assertThat(String.join("\n", bot.out())).contains("Watching shop every minute.")
                    .contains("First check: UP in ");
        }
    }

    @Test
    void aServiceWithoutInputRunsOnAndSaysSoOnce() {
        try (BotProcess bot = launch().start().endInput()) {
            bot.awaitLine("running as a service");
            assertThat(bot.runsFor(A_WHILE)).isTrue();
            bot.stop();

            assertThat(bot.out()).filteredOn(line -> line.contains("service")).hasSize(1);
            assertThat(bot.out()).last().isEqualTo("stopping");
        }
    }

    @Test
    void aBotThatIsReachedOtherwiseOutlivesItsInput() {
        try (RecordingRoom room = new RecordingRoom();
                BotProcess bot = launch().with(room.config("ops", false)).with("room.ops", "webhook:ops").start()) {
            bot.send("version").endInput();
            bot.awaitLine(" on Java ");

            assertThat(bot.runsFor(A_WHILE)).isTrue();
            bot.stop();
        }
    }

    @Test
    void aBotWithAWebServerThatWasAskedForOutlivesItsInput() {
        Launch launch = launch().with("web.enabled", "true").with("web.port", "0");
        try (BotProcess bot = launch.start()) {
            bot.send("version").endInput();
            bot.awaitLine(" on Java ");

            assertThat(bot.runsFor(A_WHILE)).isTrue();
            assertThat(bot.awaitLine("web http://127.0.0.1:")).startsWith("Tocsin ");
            bot.stop();
        }
    }

    @Test
    void aSecondBotOnTheSameDataIsRefusedWithThePidOfTheFirst() {
        try (BotProcess first = launch().start().ready(); BotProcess second = launch().start()) {
            assertThat(second.waitFor()).isEqualTo(2);
            assertThat(String.join("\n", second.err()))
                    .contains("Another bot runs on the data directory")
                    .contains(Long.toString(first.pid()));
            assertThat(second.out()).isEmpty();
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void aSignalEndsTheBotWellAndSoonThoughChecksHang() {
        try (Targets targets = new Targets()) {
            targets.answer(name -> 0);
            Launch launch = launch().with("check.timeout", "60s");
            for (int i = 0; i < 20; i++) {
                launch = launch.watching("m" + i, targets.url("m" + i));
            }
            try (BotProcess bot = launch.start().ready()) {
                await().atMost(Duration.ofSeconds(60)).until(() -> targets.hanging() == 20);
                bot.terminate();

                assertThat(bot.waitFor(Duration.ofSeconds(20))).isZero();
                assertThat(bot.out()).last().isEqualTo("stopping");
            }
        }
    }

    @Test
    void everyProblemOfAConfigurationIsSaidAtOnce() {
        Launch wrong = launch()
                .with("check.timeout", "soon")
                .with("defalt.room", "console")
                .with("monitor.shop.target", "http://shop.example.com")
                .with("monitor.shop.cron", "61 * * * *");
        try (BotProcess check = wrong.arguments("--check-config").start()) {
            assertThat(check.waitFor()).isEqualTo(1);
            assertThat(String.join("\n", check.out()))
                    .contains("check.timeout=soon")
                    .contains("did you mean default.room?")
                    .contains("61")
                    .contains("3 problems");
        }
        try (BotProcess bot = wrong.start()) {
            assertThat(bot.waitFor()).isEqualTo(1);
            assertThat(String.join("\n", bot.err())).contains("these 3 are put right");
            assertThat(bot.out()).isEmpty();
        }
    }

    @Test
    void aConfigurationWithoutProblemsIsFine() {
        try (BotProcess check = launch().arguments("--check-config").start()) {
            assertThat(check.waitFor()).isZero();
            assertThat(check.out()).singleElement().asString().contains("no problems");
        }
    }

    @Test
    void aCertificateThatCannotBeUsedIsFoundBeforeTheStart() {
        Launch wrong = launch()
                .with("web.enabled", "true")
                .with("web.tls.certificate", directory.resolve("none.pem").toString())
                .with("web.tls.key", directory.resolve("none.key").toString());
        try (BotProcess check = wrong.arguments("--check-config").start()) {
            assertThat(check.waitFor()).isEqualTo(1);
            assertThat(check.out()).first().asString()
                    .contains("none.pem is no readable certificate")
                    .contains("correct web.tls.certificate");
        }
    }

    @Test
    void theCommandLineExplainsItself() {
        try (BotProcess version = launch().arguments("--version").start();
                BotProcess help = launch().arguments("--help").start();
                BotProcess wrong = launch().arguments("--check-confg").start()) {
            assertThat(version.waitFor()).isZero();
            assertThat(version.out()).singleElement().asString().startsWith("Tocsin ");
            assertThat(help.waitFor()).isZero();
            assertThat(String.join("\n", help.out())).contains("--config", "--data", "--check-config", "--version");
            assertThat(wrong.waitFor()).isEqualTo(2);
            assertThat(String.join("\n", wrong.err())).contains("--check-config");
        }
    }

    @Test
    void whatAPluginPrintsStaysOutOfTheReplies() throws IOException {
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        Files.writeString(plugins.resolve("Chatty.java"), """
                import io.tocsin.spi.*;

                public class Chatty implements Plugin {
                    public void start(Bot bot) {
                        bot.respond("talk", talk -> {
                            System.out.println("to myself");
                            talk.reply("to you");
                        });
                    }
                }
                """);
        try (BotProcess bot = launch().with("plugins.dir", plugins.toString()).start()) {
            bot.send("talk").endInput();

            assertThat(bot.waitFor()).isZero();
            assertThat(bot.out()).contains("to you").doesNotContain("to myself");
            assertThat(bot.err()).contains("to myself");
        }
    }

    private Launch launch() {
        return Launch.in(directory.resolve("data"));
    }
}
