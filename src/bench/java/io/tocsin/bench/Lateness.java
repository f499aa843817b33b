package io.tocsin.bench;

import io.tocsin.schedule.Clockwork;
import io.tocsin.schedule.Clockwork.Timing;
import io.tocsin.schedule.Schedule;
import io.tocsin.spi.Durations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * How late the targets were asked, against each monitor's own planned instant. The plan is made again from the ids in the
 * bot's database, joined in the order in which the bot joins them when it starts, with the bot's own clockwork. Lateness is in
 * milliseconds.
 */
record Lateness(long planned, long seen, double p50, double p99, double max) {

    private static final long MICROS = 1_000;

    /** A while in which it is measured, in milliseconds since 1970. */
    record Span(long from, long to) {}

    static Lateness of(World world, int monitors, String every, long from, long to) throws Exception {
        return of(world, monitors, every, List.of(new Span(from, to)));
    }

    /** Of several spans together. */
    static Lateness of(World world, int monitors, String every, List<Span> spans) throws Exception {
        Map<Integer, Long> phases = phases(world.database(), every);
        long period = Durations.parse(every).toMillis();
        LongStream.Builder late = LongStream.builder();
        long planned = 0;
        for (Span span : spans) {
            for (int i = 0; i < monitors; i++) {
                long phase = phases.get(i);
                long first = span.from + Math.floorMod(phase - span.from, period);
                planned += Math.floorDiv(span.to - 1 - first, period) + 1;
                Arrays.stream(world.targets().arrivalsExactly(i, span.from, span.to + 2_000))
                        .filter(at -> at - late(at, phase, period) >= first * MICROS
                                && at - late(at, phase, period) < span.to * MICROS)
                        .map(at -> late(at, phase, period))
                        .forEach(late::add);
            }
        }
        long[] sorted = late.build().sorted().toArray();
        return new Lateness(planned, sorted.length, millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1));
    }

    /** @param at in microseconds, as what is answered; phase and period are in milliseconds */
    private static long late(long at, long phase, long period) {
        return Math.floorMod(at - phase * MICROS, period * MICROS);
    }

    private static double millis(long[] sorted, double share) {
        return (double) at(sorted, share) / MICROS;
    }

    /** The smallest value that this share of all does not exceed; -1 if there is none. */
    static long at(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.ceil(sorted.length * share) - 1];
    }

    /** The share of planned checks that were seen, in percent. */
    double percent() {
        return planned == 0 ? 100 : Math.min(100, 100.0 * seen / planned);
    }

    private static Map<Integer, Long> phases(Path database, String every) throws Exception {
        Map<Integer, Long> phases = new HashMap<>();
        Timing timing = new Timing(Schedule.parse("every " + every), ZoneId.of("UTC"), Duration.ZERO);
        try (Clockwork clockwork = new Clockwork(InstantSource.system());
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id, name from monitor where removed_at is null order by name")) {
            while (rows.next()) {
                String id = rows.getString(1);
                clockwork.join(id, timing, (member, planned) -> {});
                phases.put(Integer.parseInt(rows.getString(2).substring(1)),
                        clockwork.plannedNext(id).orElseThrow().toEpochMilli());
            }
        }
        return phases;
    }
}
