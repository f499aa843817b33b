package io.tocsin.bench;

import io.tocsin.bench.Targets.Mode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
            boolean[] disturbed = new boolean[failing];
            for (int i = 0; i < failing; i++) {
                Stolen before = Stolen.now();
                world.targets().mode(i, Mode.DOWN);
                // sooner, and two would be seen in one round, and told in one message
                TimeUnit.SECONDS.sleep(2);
                disturbed[i] = Bench.isDisturbed(before.percent());
            }
            TimeUnit.SECONDS.sleep(6);
            long[] delays = delays(world, failing);
            String what = "failed check to notice, " + when;
            report(bench, what, failing, delays, atLeast, dream);
            long[] calm = IntStream.range(0, failing).filter(i -> !disturbed[i]).mapToLong(i -> delays[i]).toArray();
            report(bench, what + ", those of them while hardly anything was stolen", calm.length, calm, atLeast, dream);
        }
    }

    /** 500 at once. */
    static void storm(Bench bench) throws Exception {
        int monitors = bench.scaled(500);
        long[] delays = bench.undisturbed(() -> allFall(bench, monitors));
        report(bench, "failed check to notice, " + monitors + " at once", monitors, delays, "3 s", "1 s");
    }

    private static long[] allFall(Bench bench, int monitors) throws Exception {
        try (World world = new World(monitors, "1s", ""); BotProcess bot = world.bot()) {
            TimeUnit.SECONDS.sleep(bench.pause(5));
            for (int i = 0; i < monitors; i++) {
                world.targets().mode(i, Mode.DOWN);
            }
            TimeUnit.SECONDS.sleep(8);
            return delays(world, monitors);
        }
    }

    /** From the first bad answer of each target until the room heard of it, in milliseconds; -1 where it did not. */
    private static long[] delays(World world, int failing) {
        Map<String, Long> heard = world.room().heard("DOWN");
        return IntStream.range(0, failing)
                .mapToLong(i -> heard.containsKey("m" + i) ? heard.get("m" + i) - world.targets().firstBad(i) : -1)
                .toArray();
    }

    private static void report(Bench bench, String what, int failing, long[] delays, String atLeast, String dream) {
        long[] told = Arrays.stream(delays).filter(delay -> delay >= 0).sorted().toArray();
        bench.report(what, "p50 " + Lateness.at(told, 0.5) + " ms, p99 " + Lateness.at(told, 0.99) + " ms, max "
                + Lateness.at(told, 1) + " ms, " + told.length + " of " + failing + " told", atLeast, dream);
    }

    /** Answers at the console while checks run. */
    static void chat(Bench bench) throws Exception {
        int monitors = bench.scaled(2_000);
        try (World world = new World(monitors, "1s", "default.room=webhook:bench"); BotProcess bot = world.bot()) {
            TimeUnit.SECONDS.sleep(bench.warmUp());
            String answer = String.format(Locale.ROOT, "%,d monitors", monitors);
            long first = bot.ask("status", answer).toMillis();
            int count = Math.max(20, 10 * bench.seconds());
            long[] others = bench.undisturbed(() -> answers(bot, answer, count - 1));
            long[] millis = LongStream.concat(LongStream.of(first), Arrays.stream(others)).sorted().toArray();
            bench.report("chat answer (status) while " + monitors + " checks/s run",
                    "p50 " + Lateness.at(millis, 0.5) + " ms, p99 " + Lateness.at(millis, 0.99) + " ms, first " + first
                            + " ms",
                    "100 ms", "20 ms");
        }
    }

    /** How long each took, in milliseconds. */
    private static long[] answers(BotProcess bot, String answer, int count) throws Exception {
        long[] millis = new long[count];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = bot.ask("status", answer).toMillis();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return millis;
    }
}
