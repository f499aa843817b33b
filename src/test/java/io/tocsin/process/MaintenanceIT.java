package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.process.RecordingRoom.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed inside a maintenance window. */
@Tag("heavy")
final class MaintenanceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void theWindowGoesOnAndIsToldOnceAndItsEndIsNotMissed() {
        try (Targets targets = new Targets(); RecordingRoom room = new RecordingRoom()) {
            Launch launch = Launch.in(directory.resolve("data"))
                    .with(room.config("ops", false))
                    .with("default.room", "webhook:ops")
                    .with("flapping", "false")
                    .watching("shop", targets.url("shop"));
            try (BotProcess bot = launch.start().ready()) {
                bot.ask("maintenance add shop for 1h name racks", "shop is in maintenance until");
                bot.kill();
            }
            targets.set("shop", 503);
            try (BotProcess bot = launch.start().ready()) {
                await().atMost(PATIENCE).until(() -> told(room).size() == 1);
                await().atMost(PATIENCE).until(() -> {
                    bot.send("status shop");
                    return bot.out().stream().anyMatch(line -> line.startsWith("DOWN") && line.contains("(racks)"));
                });
                bot.kill();
            }
            try (BotProcess bot = launch.start().ready()) {
                bot.ask("maintenance list", "racks  shop  open until");
                bot.ask("maintenance end racks", "The maintenance racks is over.");
                await().atMost(PATIENCE).until(() -> told(room).size() == 3);
                bot.stop();
            }
            assertThat(told(room)).satisfiesExactly(
                    first -> assertThat(first).startsWith("MAINTENANCE  racks  until "),
                    second -> assertThat(second).startsWith("MAINTENANCE OVER  racks  after "),
                    third -> assertThat(third).startsWith("DOWN  shop  #1"));
        }
    }

    /** What the room was told; a message that is repeated after a kill keeps its key. */
    private static List<String> told(RecordingRoom room) {
        Map<String, String> byKey = new LinkedHashMap<>();
        for (Told told : room.taken("ops")) {
            byKey.putIfAbsent(told.key(), told.title());
        }
        return List.copyOf(byKey.values());
    }
}
