package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's two sites: what is said to the bot and what is written for it come to the same. */
@ExtendWith(LoopbackOnly.class)
final class ThreeWaysTest {

    private static final List<String> NAMES = List.of("google", "yahoo");

    private final Site site = new Site();

    @TempDir
    private Path directory;

    ThreeWaysTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void bothSitesAreUpAfterThreeLinesSaid() throws IOException {
        List<String> lines = lines("    add monitor google");
        try (TalkingBot bot = new TalkingBot(directory, Map.of())) {
            for (String line : lines) {
                assertThat(bot.says(line)).as(line).doesNotContain("Usage");
            }
            assertUp(bot);
        }
    }

    @Test
    void bothSitesAreUpAfterThreeLinesWritten() throws IOException {
        Map<String, String> written = lines("    monitor.google").stream()
                .collect(Collectors.toMap(line -> line.split("=", 2)[0], line -> line.split("=", 2)[1]));
        try (TalkingBot bot = new TalkingBot(directory, written)) {
            NAMES.forEach(name -> bot.says("check " + name));
            assertUp(bot);
        }
    }

    private static void assertUp(TalkingBot bot) {
        for (String name : NAMES) {
            await().untilAsserted(() -> assertThat(bot.says("status " + name)).contains("UP", "every minute"));
        }
    }

    /** Three lines of the README, about a site on loopback. */
    private List<String> lines(String start) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String block = readme.substring(readme.indexOf(start));
        return Arrays.stream(block.substring(0, block.indexOf("\n\n")).split("\n"))
                .map(line -> line.strip().replaceAll("https://www\\.\\w+\\.com", site.url()))
                .toList();
    }
}
