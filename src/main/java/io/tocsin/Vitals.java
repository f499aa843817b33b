package io.tocsin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.watch.MonitorView;
import io.tocsin.watch.Tally;
import io.tocsin.web.HealthCheck;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How the bot itself is, for programs: its loops for {@code /health}, its counts for {@code /metrics}. */
final class Vitals {

    private static final List<String> STATES =
            List.of("UP", "DEGRADED", "DOWN", "FLAPPING", "PENDING", "PAUSED", "UNKNOWN");
    private static final double[] SHARES = {0.5, 0.99};

    private final Assembly assembly;
    private final Supplier<Tocsin> bot;

    Vitals(Assembly assembly, Supplier<Tocsin> bot) {
        this.assembly = assembly;
        this.bot = bot;
    }

    /** The loops without which nothing is watched, and the database, without which the bot goes on from memory. */
    List<HealthCheck> checks() {
        return List.of(
                check("schedule", true, () -> assembly.clockwork().isAlive(), "no schedule fires"),
                check("due", true, () -> bot.get().watching().dueLoopAlive(), "the due loop stands still"),
                check("deliveries", true, () -> bot.get().notifications().alive(), "a room's outbox stands still"),
                check("database", false, () -> bot.get().database().health().trouble().isEmpty(),
                        "changes wait in memory"));
    }

    private static HealthCheck check(String name, boolean vital, BooleanSupplier well, String otherwise) {
        return new HealthCheck(name, vital, () -> well.getAsBoolean() ? HealthCheck.up() : HealthCheck.down(otherwise));
    }

    void count(MeterRegistry registry) {
        Tally tally = bot.get().watching().tally();
        counter(registry, "tocsin.checks", "Checks that began", tally, Tally::startedCount);
        counter(registry, "tocsin.checks.overlapping", "Checks left out because the one before still ran", tally,
                Tally::overlappingCount);
        counter(registry, "tocsin.checks.timed.out", "Checks whose probe did not come back in time", tally,
                Tally::timedOutCount);
        counter(registry, "tocsin.checks.repeated", "Checks made again to confirm what was seen", tally,
                Tally::repeatedCount);
        counter(registry, "tocsin.checks.missed", "Planned starts that did not happen", assembly,
                parts -> parts.clockwork().missed());
        Gauge.builder("tocsin.checks.running", () -> bot.get().watching().running()).register(registry);
        for (double share : SHARES) {
            Gauge.builder("tocsin.checks.lateness.seconds", () -> tally.latenessMillis(share) / 1000.0)
                    .tag("quantile", Double.toString(share))
                    .register(registry);
        }
        for (String state : STATES) {
            Gauge.builder("tocsin.monitors", () -> monitors(state)).tag("state", state).register(registry);
        }
        Gauge.builder("tocsin.database.pending", () -> bot.get().database().health().pending()).register(registry);
        Gauge.builder("tocsin.notices.waiting", this::waiting).register(registry);
    }

    private static <T> void counter(
            MeterRegistry registry, String name, String what, T of, java.util.function.ToDoubleFunction<T> count) {
        FunctionCounter.builder(name, of, count).description(what).register(registry);
    }

    private long monitors(String state) {
        return bot.get().watching().monitors().stream().map(MonitorView::shown).filter(state::equals).count();
    }

    private long waiting() {
        return bot.get().notifications().backlogs().values().stream().mapToLong(backlog -> backlog.waiting()).sum();
    }
}
