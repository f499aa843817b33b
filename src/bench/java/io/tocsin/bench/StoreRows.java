package io.tocsin.bench;

import io.tocsin.config.Secrets;
import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.monitor.Conditions;
import io.tocsin.monitor.Judge;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Result;
import io.tocsin.status.History;
import io.tocsin.watch.Change;
import io.tocsin.watch.MonitorView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** What the database does. */
final class StoreRows {

    private StoreRows() {}

    /** Everything falls at once, on a disk that needs 10 ms for each commit; in this process, so that only this is timed. */
    static void transitions(Bench bench) throws Exception {
        int monitors = bench.scaled(10_000);
        Path directory = Files.createTempDirectory("tocsin-bench");
        try (Engine engine = new Engine(directory, Duration.ofMillis(10))) {
            Result good = Result.builder().connected(true).status(200, "200 OK").build();
            Result bad = Result.failed("it fell");
            engine.define(monitors);
            // once for the compilers
            allBecome(engine, good);
            allBecome(engine, bad);
            long millis = bench.undisturbed(() -> {
                allBecome(engine, good);
                return allBecome(engine, bad);
            });
            bench.report(monitors + " transitions at once with 10 ms a commit: all committed", millis + " ms", "2 s",
                    "");
        }
    }

    private static long allBecome(Engine engine, Result result) {
        Instant now = Instant.now();
        List<Monitor> monitors = engine.watching().monitors().stream().map(MonitorView::monitor).toList();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            monitors.forEach(monitor -> threads.execute(() -> engine.watching()
                    .apply(new Change.Checked(monitor, new Judge(Secrets.none()).judge(monitor, now, now, result)))));
        }
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** A year of one check a minute, of a few monitors. */
    static void yearOnDisk(Bench bench) throws Exception {
        int monitors = 3;
        int days = bench.seconds() < 10 ? 20 : 365;
        Path directory = Files.createTempDirectory("tocsin-bench");
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        try (Database database = Database.open(DbSettings.in(directory), InstantSource.system())) {
            History history = new History(database);
            Conditions none = new Conditions(List.of());
            for (int minute = 0; minute < days * 1440; minute++) {
                Instant now = start.plusSeconds(60L * minute);
                for (int monitor = 0; monitor < monitors; monitor++) {
                    long millis = 50 + random.nextInt(400);
                    Result result = Result.builder()
                            .connected(true)
                            .phases(new Phases(1_000_000, 5_000_000, 20_000_000, millis * 1_000_000, 2_000_000))
                            .build();
                    history.saw("monitor" + monitor, new Seen(now, now, result, none.judge(result)),
                            OptionalLong.empty());
                }
                if (minute % 60 == 0) {
                    history.flush(now);
                }
                if (minute % (6 * 60) == 0) {
                    history.rollUp(now);
                }
            }
        }
        long bytes = 0;
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
        }
        bench.report("database per monitor after " + days + " days at one check a minute",
                String.format(Locale.ROOT, "%.1f MB", bytes / 1e6 / monitors), "60 MB a year", "15 MB a year");
    }
}
