package io.tocsin.incident;

import io.tocsin.db.Tx;
import io.tocsin.maintenance.MaintenanceHistory;
import io.tocsin.monitor.Monitor;
import io.tocsin.status.Status;
import io.tocsin.status.StatusStore;
import io.tocsin.status.StatusStore.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a monitor was watched, and when it was in trouble.
 *
 * @param watched from its addition to now, without pauses
 * @param planned when it was in maintenance, which counts for nothing; spans that do not touch
 */
public record Uptime(Instant since, List<Span> watched, List<Span> trouble, List<Span> planned) {

    private static final int INCIDENTS = 5_000;

    /** From one moment to another. */
    public record Span(Instant from, Instant to) {

        private Span cut(Span other) {
            return new Span(from.isBefore(other.from) ? other.from : from, to.isAfter(other.to) ? other.to : to);
        }

        private Duration length() {
            return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
        }
    }

    /**
     * How a while went.
     *
     * @param bad for how much of the time it was watched there was trouble
     * @param incidents how many incidents that was
     */
    public record Share(Duration watched, Duration bad, long incidents) {

        public double percent() {
            return 100 * Math.max(0, 1 - (double) bad.toMillis() / Math.max(1, watched.toMillis()));
        }
    }

    /** @param runs read in the same transaction, once for however many monitors */
    public static Uptime read(Tx tx, MaintenanceHistory runs, Monitor monitor, Status status, Instant now) {
        String monitorId = monitor.id();
        Instant since = tx.first("select created_at from monitor where id = ?", row -> row.instant("created_at"),
                monitorId).orElse(now);
        List<Span> trouble = IncidentStore.spans(tx, monitorId, INCIDENTS, now);
        List<Past> gaps = StatusStore.gaps(tx, monitorId);
        boolean never = gaps.isEmpty() && gap(status);
        List<Span> planned = runs.of(monitor).stream()
                .map(window -> new Span(window.from(), window.to()))
                .toList();
        return new Uptime(since, never ? List.of() : watched(since, gaps, now), trouble, planned);
    }

    private static List<Span> watched(Instant since, List<Past> gaps, Instant now) {
        List<Span> spans = new ArrayList<>();
        Instant from = since;
        for (Past change : gaps) {
            if (!gap(change.from())) {
                spans.add(new Span(from, change.at()));
            }
            from = gap(change.to()) ? now : change.at();
        }
        spans.add(new Span(from, now));
        return spans;
    }

    private static boolean gap(Status status) {
        return status == Status.PAUSED || status == Status.UNKNOWN;
    }

    public Share during(Span span) {
        Duration seen = watched.stream().map(part -> counted(part, span)).reduce(Duration.ZERO, Duration::plus);
        List<Duration> bad = trouble.stream()
                .map(part -> counted(part, span))
                .filter(Duration::isPositive)
                .toList();
        return new Share(seen, bad.stream().reduce(Duration.ZERO, Duration::plus), bad.size());
    }

    private Duration counted(Span part, Span span) {
        Span cut = part.cut(span);
        return planned.stream().map(window -> cut.cut(window).length()).reduce(cut.length(), Duration::minus);
    }
}
