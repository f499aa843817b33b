package io.tocsin.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One way to die.
 *
 * @param point the fail point, empty for a random moment
 * @param times how often it is reached before; for a random moment the milliseconds
 * @param starting whether a random moment is counted from the start of the process, and not from when it watches
 */
record Kill(String point, int times, boolean starting) {

    /** 50 of them: 20 aimed, 30 at random; those that need a schema, or hours that are not rolled up, come first. */
    static List<Kill> fifty(Random random) {
        List<Kill> kills = new ArrayList<>();
        IntStream.range(0, 5).forEach(i -> kills.add(new Kill("before-commit", 1 + random.nextInt(60), false)));
        IntStream.range(0, 5).forEach(i -> kills.add(new Kill("after-commit", 1 + random.nextInt(60), false)));
        IntStream.range(0, 4).forEach(i -> kills.add(new Kill("after-post", 1 + random.nextInt(7), false)));
        IntStream.range(0, 24).forEach(i -> kills.add(new Kill("", random.nextInt(1_500), false)));
        IntStream.range(0, 6).forEach(i -> kills.add(new Kill("", random.nextInt(2_000), true)));
        Collections.shuffle(kills, random);
        List<Kill> first = List.of(
                new Kill("migration", 1, false), new Kill("migration", 1, false),
                new Kill("roll-up", 1, false), new Kill("roll-up", 1 + random.nextInt(9), false),
                new Kill("backup", 1, false), new Kill("backup", 1, false));
        List<Kill> all = new ArrayList<>(first);
        all.addAll(kills);
        return all;
    }

    /** Starts the bot and has it die this way. */
    void happen(Launch launch) {
        Launch armed = point.isEmpty() ? launch : launch.jvm("-Dtocsin.failpoint=" + point + ":" + times);
        boolean chores = point.equals("roll-up") || point.equals("backup");
        try (BotProcess bot = (chores ? armed.jvm("-Dtocsin.test.chores=200") : armed).start()) {
            if (!point.isEmpty()) {
                bot.diesByItself();
                return;
            }
            if (!starting) {
                bot.ready();
            }
            bot.runsFor(Duration.ofMillis(times));
            bot.kill();
        }
    }
}
