package io.tocsin.bench;

import io.tocsin.bench.Targets.Mode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How soon people hear, and are answered. */
@SuppressWarnings("try") // a bot that only runs is not named again
final class NoticeRows {

    private NoticeRows() {}

    /** From the check that saw it to the notice, idle and under load; one monitor fails at a time. */
    static void notices(Bench bench) throws Exception {
        measure(bench, 100, "2s", bench.pause(5), "idle", "50 ms", "10 ms");
        measure(bench, bench.scaled(1_000), "1s", bench.warmUp(), "at 1,000 checks/s", "100 ms", "20 ms");
    }

    private static void measure(
            Bench bench, int monitors, String every, int pause, String when, String atLeast, String dream)
            throws Exception {
        try (World world = new World(monitors, every, ""); BotProcess bot = world.bot()) {
            TimeUnit.SECONDS.sleep(pause);
            int failing = bench.samples(100);
            for (int i = 0; i < failing; i++) {
                world.targets().mode(i, Mode.DOWN);
                // sooner, and two would be seen in one round, and told in one message
                TimeUnit.SECONDS.sleep(2);
            }
            TimeUnit.SECONDS.sleep(6);
            report(bench, world, failing, "failed check to notice, " + when, atLeast, dream);
        }
    }

    /** 500 at once. */
    static void storm(Bench bench) throws Exception {
        int monitors = bench.scaled(500);
        try (World world = new World(monitors, "1s", ""); BotProcess bot = world.bot()) {
            TimeUnit.SECONDS.sleep(bench.pause(5));
            for (int i = 0; i < monitors; i++) {
                world.targets().mode(i, Mode.DOWN);
            }
            TimeUnit.SECONDS.sleep(8);
            report(bench, world, monitors, "failed check to notice, " + monitors + " at once", "3 s", "1 s");
        }
    }

    private static void report(Bench bench, World world, int failing, String what, String atLeast, String dream) {
        Map<String, Long> heard = world.room().heard("DOWN");
        long[] delays = new long[failing];
        int known = 0;
        for (int i = 0; i < failing; i++) {
            Long at = heard.get("m" + i);
            if (at != null) {
                long[] before = world.targets().arrivals(i, 0, at);
                long failed = world.targets().firstBad(i);
                delays[known++] = before.length == 0 ? 0 : at - failed;
            }
        }
        long[] sorted = Arrays.copyOf(delays, known);
        Arrays.sort(sorted);
        bench.report(what, "p50 " + Lateness.at(sorted, 0.5) + " ms, p99 " + Lateness.at(sorted, 0.99) + " ms, " + known
                + " of " + failing + " told", atLeast, dream);
    }

    /** Answers at the console while checks run. */
    static void chat(Bench bench) throws Exception {
        int monitors = bench.scaled(2_000);
        try (World world = new World(monitors, "1s", "default.room=webhook:bench"); BotProcess bot = world.bot()) {
            TimeUnit.SECONDS.sleep(bench.warmUp());
            String answer = String.format(Locale.ROOT, "%,d monitors", monitors);
            long[] millis = new long[Math.max(20, 10 * bench.seconds())];
            for (int i = 0; i < millis.length; i++) {
                millis[i] = bot.ask("status", answer).toMillis();
                TimeUnit.MILLISECONDS.sleep(50);
            }
            long first = millis[0];
            Arrays.sort(millis);
            bench.report("chat answer (status) while " + monitors + " checks/s run",
                    "p50 " + Lateness.at(millis, 0.5) + " ms, p99 " + Lateness.at(millis, 0.99) + " ms, first " + first
                            + " ms",
                    "100 ms", "20 ms");
        }
    }
}
