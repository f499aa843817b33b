package io.tocsin.bench;

import io.tocsin.bench.Targets.Mode;
import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.monitor.Conditions;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Result;
import io.tocsin.status.History;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** What the database does. */
final class StoreRows {

    private StoreRows() {}

    /** Everything falls at once, on a disk that needs 10 ms for each commit. */
    static void transitions(Bench bench) throws Exception {
        int monitors = bench.scaled(10_000);
        try (World world = new World(monitors, "10s", "failure-threshold=1")) {
            world.defined();
            try (BotProcess bot = world.bot("-Dtocsin.test.commit-delay=10")) {
                TimeUnit.SECONDS.sleep(15);
                for (int i = 0; i < monitors; i++) {
                    world.targets().mode(i, Mode.DOWN);
                }
                bot.ask("check all", "check all");
                long start = System.currentTimeMillis();
                bot.ask("yes", "m0  ");
                bench.report("noted", (System.currentTimeMillis() - start) + " ms", "", "");
            }
            long[] span = span(world.database());
            bench.report(span[2] + " transitions with 10 ms a commit: first to last committed", (span[1] - span[0]) + " ms", "2 s", "");
        }
    }

    private static long[] span(Path database) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select min(at), max(at), count(*) from transition where to_state = 'DOWN'")) {
            row.next();
            return new long[] {row.getLong(1), row.getLong(2), row.getLong(3)};
        }
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
                    history.saw("monitor" + monitor, new Seen(now, now, result, none.judge(result)), OptionalLong.empty());
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
