package io.tocsin.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What it costs to work on a plugin while the bot runs. */
@SuppressWarnings("try") // a bot that only runs is not named again
final class PluginRows {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GOOD = """
            import io.tocsin.spi.*;

            public class Shop implements Plugin {
                @Override
                public void start(Bot bot) {
                    bot.respond("ping", talk -> talk.reply("pong %d"));
                    bot.every("1s", () -> {});
                }
            }
            """;

    private PluginRows() {}

    /** A plugin is edited, broken, repaired and deleted again and again, beside 2,000 checks a second. */
    static void plugins(Bench bench) throws Exception {
        int monitors = bench.scaled(2_000);
        try (World world = new World(monitors, "1s", "admin.room=console").defined(); BotProcess bot = world.bot()) {
            TimeUnit.SECONDS.sleep(bench.warmUp());
            // the compiler of plugins is part of what must be warm
            round(world, bot, 0);
            Lateness calm = measured(bench, world, () -> TimeUnit.SECONDS.sleep(bench.seconds()));
            List<Long> times = new ArrayList<>();
            Lateness busy = measured(bench, world, () -> {
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(bench.seconds());
                for (int i = 1; System.nanoTime() < end; i++) {
                    times.addAll(round(world, bot, i));
                }
            });
            bench.reportChecks(monitors + " http @1s, no plugin touched", calm, 0);
            bench.reportChecks(monitors + " http @1s, a plugin edited, broken, repaired, deleted", busy, 0);
            bench.report("p99 lateness with edits against without", String.format(
                    Locale.ROOT, "%.2f times (%d ms, %d ms)",
                    (double) Math.max(1, busy.p99()) / Math.max(1, calm.p99()),
                    busy.p99(), calm.p99()), "1.5 times", "");
            long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
            bench.report("save to live", String.format(
                    Locale.ROOT, "p50 %d ms, max %d ms, %d times", Lateness.at(sorted, 0.5),
                    Lateness.at(sorted, 1), sorted.length), "2,000 ms", "1,000 ms");
        }
    }

    /** What is done while it is measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static Lateness measured(Bench bench, World world, Work work) throws Exception {
        long from = System.currentTimeMillis();
        work.run();
        long to = System.currentTimeMillis();
        TimeUnit.SECONDS.sleep(2);
        return Lateness.of(world, world.targets().count(), "1s", from, to);
    }

    /** The times from each save until it was live. */
    private static List<Long> round(World world, BotProcess bot, int number) throws Exception {
        Path file = Files.createDirectories(world.plugins()).resolve("Shop.java");
        List<Long> times = new ArrayList<>();
        times.add(save(bot, file, GOOD.formatted(2 * number), "Shop is loaded"));
        bot.ask("ping", "pong " + 2 * number);
        save(bot, file, GOOD.replace("respond(", "respond((").formatted(0), "Shop.java:");
        bot.ask("ping", "pong " + 2 * number);
        times.add(save(bot, file, GOOD.formatted(2 * number + 1), "Shop is reloaded"));
        bot.ask("ping", "pong " + (2 * number + 1));
        Files.delete(file);
        bot.awaitLine("Shop is out", PATIENCE);
        return times;
    }

    private static long save(BotProcess bot, Path file, String text, String told) throws Exception {
        long start = System.nanoTime();
        Files.writeString(file, text);
        bot.awaitLine(told, PATIENCE);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
