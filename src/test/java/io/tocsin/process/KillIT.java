package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule one: no notice is lost and no status change is lost, however the process ends. */
@Tag("heavy")
final class KillIT {

    private static final int MONITORS = 50;
    private static final int OK = 200;
    private static final int BROKEN = 503;
    private static final Duration FLIPS = Duration.ofSeconds(1);

    private final long seed = Long.getLong("tocsin.test.seed", System.nanoTime());

    @TempDir
    Path directory;

    @Test
    void fiftyKillsLoseNothingAndRepeatAtMostOneMessageEach() throws IOException {
        System.out.println("KillIT: seed " + seed + "; -Dtocsin.test.seed=" + seed + " dies the same deaths again");
        Path data = directory.resolve("data");
        Instant began = Instant.now();
        List<Instant> kills = new ArrayList<>();
        try (Targets targets = new Targets(); RecordingRoom room = new RecordingRoom()) {
            targets.answer(KillIT::flipping);
            Launch launch = launch(data, targets, room);
            List<Kill> fifty = Kill.fifty(new Random(seed));
            assertThat(fifty).hasSize(50);
            for (Kill kill : fifty) {
                if (kills.size() == 2) {
                    runAndStop(launch.with("secret.run", "stopped"));
                }
                kill.happen(launch.with("secret.run", "run " + kills.size()));
                kills.add(Instant.now());
            }
            targets.answer(name -> OK);
            try (BotProcess last = launch.with("secret.run", "last").start().ready()) {
                await().atMost(Duration.ofSeconds(60)).until(() -> allAskedTwiceIn("last", targets));
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> judged(targets, room, data));
                last.stop();
            }
            Verdicts verdicts = judged(targets, room, data);
            verdicts.repeatsAtMostOnceA(kills);
            verdicts.everyTransitionOfTheDatabaseArrived();
            System.out.println("KillIT: " + targets.log().size() + " answers, " + room.taken().size() + " messages, "
                    + verdicts.repeats() + " of them repeated, in " + Duration.between(began, Instant.now()).toSeconds()
                    + " s");
        }
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("damaged"));
        }
    }

    private static boolean allAskedTwiceIn(String run, Targets targets) {
        return names().stream().allMatch(
                name -> targets.log(name).stream().filter(answered -> answered.run().equals(run)).count() > 1);
    }

    private static Verdicts judged(Targets targets, RecordingRoom room, Path data) {
        Verdicts verdicts = new Verdicts(targets.log(), room.taken(), data.resolve("tocsin.db"));
        names().forEach(verdicts::agree);
        return verdicts;
    }

    /** A run that ends well, so that there are minutes to roll up. */
    private static void runAndStop(Launch launch) {
        try (BotProcess bot = launch.start().ready()) {
            bot.runsFor(Duration.ofSeconds(2));
            bot.stop();
        }
    }

    /** Each monitor fails for a second and is well for the next, not all at the same moment. */
    private static int flipping(String name) {
        long shift = Integer.parseInt(name.substring(1)) * FLIPS.toMillis() / MONITORS;
        return (System.currentTimeMillis() + shift) / FLIPS.toMillis() % 2 == 0 ? OK : BROKEN;
    }

    private static List<String> names() {
        return IntStream.range(0, MONITORS).mapToObj(i -> "m" + i).toList();
    }

    private static Launch launch(Path data, Targets targets, RecordingRoom room) {
        Launch launch = Launch.in(data)
                .with(room.config("ops", false))
                .with("default.room", "webhook:ops")
                .with("flapping", "false");
        for (String name : names()) {
            String key = "monitor." + name + ".";
            launch = launch
                    .with(key + "target", targets.url(name))
                    .with(key + "every", "100ms")
                    .with(key + "confirm", "1")
                    .with(key + "recover", "1")
                    .with(key + "header", "X-Run: ${secret:run}");
        }
        return launch;
    }
}
