package io.tocsin.bench;

import io.tocsin.bench.Targets.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a load costs: checks on time, CPU, memory. */
@SuppressWarnings("try") // a bot that only runs is not named again
final class LoadRows {

    private LoadRows() {}

    /** 6,000 checks a second with history on, and what one of them costs beside a bare OkHttp loop. */
    static void throughput(Bench bench) throws Exception {
        int monitors = bench.scaled(6_000);
        try (World world = new World(monitors, "1s", "").defined(); BotProcess bot = world.bot()) {
            Load load = load(bench, world, bot, "1s");
            bench.reportChecks(monitors + " http @1s", load.lateness, world.targets().overlaps());
            double perCheck = load.cpu.toNanos() / 1000.0 / load.lateness.seen();
            bench.report("CPU per check", String.format(Locale.ROOT, "%.0f us (%.2f cores)", perCheck, load.cores()),
                    "", "");
            bench.report("RSS, disk written", String.format(
                    Locale.ROOT, "%d MiB, %.1f kB/s", bot.rss(), load.written / 1024.0 / bench.seconds()), "", "");
            bot.close();
            double bare = bench.undisturbed(
                    () -> bare(world, monitors, bench.warmUp(), monitors, bench.seconds()));
            bench.report("CPU per check against a bare OkHttp loop", String.format(
                    Locale.ROOT, "%.2f times (bare: %.0f us)", perCheck / bare, bare), "1.6 times", "1.25 times");
        }
    }

    /** More than one processor can do: how much of it is done, and how many targets that are up are told as down. */
    static void overload(Bench bench) throws Exception {
        int monitors = bench.scaled(12_000);
        try (World world = new World(monitors, "1s", "").defined();
                BotProcess bot = world.bot("-XX:ActiveProcessorCount=1")) {
            Load load = load(bench, world, bot, "1s");
            bench.report(monitors + " http @1s by one processor", String.format(
                    Locale.ROOT, "%,d checks/s, %d told as down, RSS %d MiB", load.lateness.seen() / bench.seconds(),
                    world.room().heard("DOWN").size(), bot.rss()), "0 told", "");
        }
    }

    /** 1,000 checks a second. */
    static void lateness(Bench bench) throws Exception {
        int monitors = bench.scaled(1_000);
        try (World world = new World(monitors, "1s", "").defined(); BotProcess bot = world.bot()) {
            Load load = load(bench, world, bot, "1s");
            bench.reportChecks(monitors + " http @1s (p99 at least 20 ms, dream 3 ms)", load.lateness,
                    world.targets().overlaps());
        }
    }

    /** The load that peers were measured with, after the compilers have seen a higher one and are done. */
    static void everyTwentySeconds(Bench bench) throws Exception {
        int monitors = bench.scaled(1_000);
        int seconds = Math.max(bench.seconds(), 5);
        try (World world = new World(monitors, "1s", ""); BotProcess bot = world.bot()) {
            TimeUnit.SECONDS.sleep(bench.warmUp());
            world.write("20s");
            TimeUnit.SECONDS.sleep(bench.atLeast(180));
            // the middle one, since a while in which the host does something else says nothing about the bot
            double[] cores = new double[bench.samples(5)];
            for (int i = 0; i < cores.length; i++) {
                cores[i] = bench.undisturbed(() -> cores(bot, seconds));
            }
            bot.close();
            Arrays.sort(cores);
            int perSecond = Math.max(1, monitors / 20);
            double bare = bench.undisturbed(() -> bare(world, monitors, bench.warmUp(), perSecond, seconds))
                    * perSecond / 1e6;
            bench.report(monitors + " http @20s: CPU", String.format(
                    Locale.ROOT, "%.1f %% (%.1f to %.1f; a bare OkHttp loop: %.1f %%)", cores[cores.length / 2] * 100,
                    cores[0] * 100, cores[cores.length - 1] * 100, bare * 100), "2 %", "1 %");
        }
    }

    /** Resident memory. */
    static void memory(Bench bench) throws Exception {
        String[] atLeast = {"200 MiB", "250 MiB", "450 MiB"};
        String[] dream = {"120 MiB", "150 MiB", "300 MiB"};
        int[] sizes = {0, 1_000, 10_000};
        for (int i = 0; i < sizes.length; i++) {
            int monitors = sizes[i] == 0 ? 1 : bench.scaled(sizes[i]);
            try (World world = new World(monitors, "20s", ""); BotProcess bot = world.bot()) {
                TimeUnit.SECONDS.sleep(bench.seconds());
                String what = sizes[i] == 0 ? "RSS at rest" : "RSS with " + monitors + " monitors @20s";
                bench.report(what, bot.rss() + " MiB", atLeast[i], dream[i]);
            }
        }
    }

    /** Thousands of targets that never answer, beside some good ones. */
    static void hanging(Bench bench) throws Exception {
        int hanging = bench.scaled(10_000);
        int good = bench.scaled(200);
        try (World world = new World(hanging + good, "10s", "check.timeout=5s")) {
            for (int i = 0; i < hanging; i++) {
                world.targets().mode(good + i, Mode.HANGING);
            }
            world.defined();
            try (BotProcess bot = world.bot()) {
                TimeUnit.SECONDS.sleep(bench.warmUp());
                Lateness lateness = bench.undisturbed(() -> {
                    long from = System.currentTimeMillis();
                    TimeUnit.SECONDS.sleep(bench.atLeast(20));
                    long to = System.currentTimeMillis() - 3_000;
                    return Lateness.of(world, good, "10s", from, to);
                });
                bench.reportChecks(good + " good ones beside " + hanging + " hanging (p99 at least 50 ms, dream 20 ms)",
                        lateness, 0);
                bench.report("RSS then", bot.rss() + " MiB", "700 MiB", "600 MiB");
            }
        }
    }

    /** How soon everything is checked after a start. */
    static void restart(Bench bench) throws Exception {
        int some = bench.scaled(1_000);
        try (World world = new World(some, "20s", "").defined()) {
            Restart restart = bench.undisturbed(() -> Restart.of(world));
            bench.report("start to first check with " + some + " monitors, to all",
                    restart.first + " ms, " + restart.all + " ms", "3 s", "1 s");
        }
        int many = bench.scaled(10_000);
        try (World world = new World(many, "20s", "").defined()) {
            Restart restart = bench.undisturbed(() -> Restart.of(world));
            bench.report("restart to all of " + many + " @20s checked", restart.all + " ms", "one period + 3 s",
                    "one period + 1 s");
        }
    }

    /** How long it took until the first target was asked, and until all were, in milliseconds. */
    private record Restart(long first, long all) {

        static Restart of(World world) throws Exception {
            long start = System.currentTimeMillis();
            try (BotProcess bot = world.bot()) {
                long first = world.awaitAsked(start, 1);
                return new Restart(first, world.awaitAsked(start, world.targets().count()));
            }
        }
    }

    private static double cores(BotProcess bot, int seconds) throws InterruptedException {
        Duration before = bot.cpu();
        TimeUnit.SECONDS.sleep(seconds);
        return bot.cpu().minus(before).toNanos() / 1e9 / seconds;
    }

    private record Load(Lateness lateness, Duration cpu, long written, int seconds) {

        double cores() {
            return cpu.toNanos() / 1e9 / seconds;
        }
    }

    private static Load load(Bench bench, World world, BotProcess bot, String every) throws Exception {
        TimeUnit.SECONDS.sleep(bench.warmUp());
        return bench.undisturbed(() -> once(bench, world, bot, every));
    }

    private static Load once(Bench bench, World world, BotProcess bot, String every) throws Exception {
        Duration before = bot.cpu();
        long had = bot.written();
        long from = System.currentTimeMillis();
        TimeUnit.SECONDS.sleep(bench.seconds());
        long to = System.currentTimeMillis();
        Duration cpu = bot.cpu().minus(before);
        long written = bot.written() - had;
        TimeUnit.SECONDS.sleep(bench.pause(2));
        return new Load(Lateness.of(world, world.targets().count(), every, from, to), cpu, written, bench.seconds());
    }

    private static double bare(World world, int warmingPerSecond, int warmUp, int perSecond, int seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(BotProcess.FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareLoop.class.getName()));
        for (int number : new int[] {warmingPerSecond, warmUp, perSecond, seconds}) {
            command.add(Integer.toString(number));
        }
        for (int i = 0; i < Math.min(world.targets().count(), 1_000); i++) {
            command.add(world.targets().url(i));
        }
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return Double.parseDouble(said);
    }
}
