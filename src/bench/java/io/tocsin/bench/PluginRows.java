package io.tocsin.bench;

import io.tocsin.bench.Lateness.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What plugins cost: to work on one while the bot runs, to have bad ones in, to have many. */
@SuppressWarnings("try") // a bot that only runs is not named again
final class PluginRows {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BETWEEN_LINES_MILLIS = 20;
    private static final int TURNS = 4;
    private static final String PLUGIN = """
            import module java.base;
            import io.tocsin.spi.*;

            public class %s implements Plugin {
                @Override
                public void start(Bot bot) {
                    %s
                }
            }
            """;
    private static final String SHOP = "bot.respond(\"ping (\\\\d+)\", talk -> talk.reply(\"pong \" + talk.group(1)));"
            + " bot.every(\"1s\", () -> {}); // %d";

    private PluginRows() {}

    /** A plugin is edited, broken, repaired and deleted again and again, beside 2,000 checks a second. */
    static void plugins(Bench bench) throws Exception {
        int monitors = bench.scaled(2_000);
        try (World world = new World(monitors, "1s", "admin.room=console").defined(); BotProcess bot = world.bot()) {
            TimeUnit.SECONDS.sleep(bench.warmUp());
            Edits edits = new Edits(world, bot);
            // the compiler of plugins is part of what must be warm
            var _ = edits.rounds(bench.seconds());
            edits.forget();
            List<Turn> all = new ArrayList<>();
            int turns = bench.samples(TURNS);
            int seconds = bench.seconds() / turns + 1;
            // in turns, since what else the machine does changes from one minute to the next
            for (int turn = 0; turn < turns; turn++) {
                all.add(bench.undisturbed(() -> Turn.of(edits, seconds)));
            }
            Lateness calm = Lateness.of(world, monitors, "1s", all.stream().map(Turn::silent).toList());
            Lateness talk = Lateness.of(world, monitors, "1s", all.stream().map(Turn::talked).toList());
            Lateness busy = Lateness.of(world, monitors, "1s", all.stream().map(Turn::edited).toList());
            bench.reportChecks(monitors + " http @1s, no plugin touched", calm, 0);
            bench.reportChecks(monitors + " http @1s, a plugin only talked to", talk, 0);
            bench.reportChecks(monitors + " http @1s, a plugin edited, broken, repaired, deleted", busy, 0);
            against(bench, "p99 lateness with edits against without, nobody talking", calm, busy, "");
            against(bench, "p99 lateness with edits against without, talked to in both", talk, busy, "1.5 times");
            bench.report("lines said to the plugin meanwhile, answered", edits.answered(), "all", "");
            long[] sorted = all.stream().flatMap(turn -> turn.saved.stream()).mapToLong(Long::longValue).sorted()
                    .toArray();
            bench.report("save to live", String.format(
                    Locale.ROOT, "p50 %d ms, max %d ms, %d times", Lateness.at(sorted, 0.5),
                    Lateness.at(sorted, 1), sorted.length), "2,000 ms", "1,000 ms");
        }
    }

    /**
     * A while without plugins, one in which somebody talks to one, and one in which somebody works on it.
     *
     * @param saved how long each save took until it was live, in milliseconds
     */
    private record Turn(Span silent, Span talked, Span edited, List<Long> saved) {

        static Turn of(Edits edits, int seconds) throws Exception {
            Span silent = during(() -> TimeUnit.SECONDS.sleep(seconds));
            Span talked = edits.talk(seconds);
            List<Long> saved = new ArrayList<>();
            Span edited = during(() -> saved.addAll(edits.rounds(seconds)));
            return new Turn(silent, talked, edited, saved);
        }
    }

    /** Four plugins that never end what they do, beside 1,000 checks a second. */
    static void looping(Bench bench) throws Exception {
        int monitors = bench.scaled(1_000);
        try (World world = new World(monitors, "1s", "admin.room=console").defined(); BotProcess bot = world.bot()) {
            TimeUnit.SECONDS.sleep(bench.warmUp());
            Lateness calm = measured(bench, world);
            Path directory = Files.createDirectories(world.plugins());
            for (Map.Entry<String, String> each : endless().entrySet()) {
                String start = "bot.every(\"1s\", () -> { " + each.getValue() + " });";
                write(directory, each.getKey(), start);
                bot.awaitLine(each.getKey() + " is loaded", PATIENCE);
            }
            // that they are compiled is none of what is measured
            TimeUnit.SECONDS.sleep(bench.atLeast(8));
            Lateness busy = measured(bench, world);
            bench.reportChecks(monitors + " http @1s", calm, 0);
            bench.reportChecks(monitors + " http @1s beside four looping plugins", busy, 0);
            against(bench, "p99 lateness beside looping plugins against without", calm, busy, "2 times");
        }
    }

    private static Map<String, String> endless() {
        Map<String, String> endless = new LinkedHashMap<>();
        endless.put("Empty", "while (true) {}");
        endless.put("Regex", "Pattern.compile(\"(a+)+\\\\1b\").matcher(\"a\".repeat(60)).matches();");
        endless.put("Json", """
                byte[] json = "[{\\"a\\":[1,2,3]}]".repeat(6_500_000).getBytes();
                long depth = 0;
                while (depth >= 0) { for (byte each : json) { depth += each == '[' ? 1 : each == ']' ? -1 : 0; } }
                """);
        endless.put("Swallow",
                "while (true) { try { Thread.sleep(0, 1); } catch (InterruptedException swallowed) {} }");
        return endless;
    }

    /** How long a start takes with 200 of them: compiled, from the cache, and with none. */
    static void manyPlugins(Bench bench) throws Exception {
        int count = bench.scaled(200);
        try (World world = new World(10, "20s", "").defined()) {
            long none = started(world);
            Path directory = Files.createDirectories(world.plugins());
            for (int i = 0; i < count; i++) {
                write(directory, "Shop" + i, SHOP.replace("ping", "ping" + i).formatted(i));
            }
            long compiled = started(world);
            long cached = started(world);
            bench.report("start with " + count + " plugins", String.format(
                    Locale.ROOT, "%d ms compiled, %d ms from the cache, %d ms without any", compiled, cached, none),
                    "5,000 ms from the cache", "2,000 ms");
        }
    }

    private static long started(World world) throws Exception {
        long start = System.nanoTime();
        try (BotProcess bot = world.bot()) {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
    }

    /** What is done while it is measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static Lateness measured(Bench bench, World world) throws Exception {
        Span span = bench.undisturbed(() -> during(() -> TimeUnit.SECONDS.sleep(bench.seconds())));
        return Lateness.of(world, world.targets().count(), "1s", List.of(span));
    }

    private static Span during(Work work) throws Exception {
        long from = System.currentTimeMillis();
        work.run();
        long to = System.currentTimeMillis();
        TimeUnit.SECONDS.sleep(2);
        return new Span(from, to);
    }

    private static void against(Bench bench, String what, Lateness calm, Lateness busy, String atMost) {
        bench.report(what, String.format(
                Locale.ROOT, "%.2f times (%.1f ms, %.1f ms)", busy.p99() / calm.p99(), busy.p99(), calm.p99()), atMost,
                "");
    }

    private static Path write(Path directory, String name, String start) throws IOException {
        return Files.writeString(directory.resolve(name + ".java"), PLUGIN.formatted(name, start));
    }

    /** Somebody works on a plugin, while others go on talking to it. */
    private static final class Edits {

        private final Path directory;
        private final BotProcess bot;
        private int version;
        private int lines;
        private int before;

        Edits(World world, BotProcess bot) throws IOException {
            this.directory = Files.createDirectories(world.plugins());
            this.bot = bot;
        }

        /** Answers how long each save took until it was live, in milliseconds. */
        List<Long> rounds(int seconds) throws Exception {
            List<Long> times = new ArrayList<>();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() < end) {
                times.addAll(round());
            }
            return times;
        }

        /** Says as many lines to the plugin as it hears while somebody works on it. */
        Span talk(int seconds) throws Exception {
            write(directory, "Shop", SHOP.formatted(++version));
            bot.awaitLine("Shop is loaded", PATIENCE);
            Span span = during(() -> {
                for (int i = 0; i < TimeUnit.SECONDS.toMillis(seconds) / BETWEEN_LINES_MILLIS; i++) {
                    bot.say("ping " + ++lines);
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_LINES_MILLIS);
                }
                bot.awaitHeard("pong " + lines, PATIENCE);
            });
            Files.delete(directory.resolve("Shop.java"));
            bot.awaitLine("Shop is out", PATIENCE);
            return span;
        }

        /** What was until now does not count. */
        void forget() {
            before = lines;
        }

        private List<Long> round() throws Exception {
            long first = save(SHOP.formatted(++version), "Shop is loaded", false);
            save("bot.respond((", "Shop.java:", true);
            long again = save(SHOP.formatted(++version), "Shop is reloaded", true);
            bot.awaitHeard("pong " + lines, PATIENCE);
            Files.delete(directory.resolve("Shop.java"));
            bot.awaitLine("Shop is out", PATIENCE);
            return List.of(first, again);
        }

        /** The time from saving until it is told; somebody talks to the plugin all the while, if it is in. */
        private long save(String start, String told, boolean talking) throws Exception {
            long begun = System.nanoTime();
            write(directory, "Shop", start);
            while (talking && !bot.hasSaid(told)) {
                bot.say("ping " + ++lines);
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LINES_MILLIS);
            }
            bot.awaitLine(told, PATIENCE);
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        }

        String answered() {
            int answered = 0;
            for (int line = before + 1; line <= lines; line++) {
                answered += bot.heard("pong " + line) ? 1 : 0;
            }
            return answered + " of " + (lines - before);
        }
    }
}
