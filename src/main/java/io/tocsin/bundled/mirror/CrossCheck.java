package io.tocsin.bundled.mirror;

import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Result;
import io.tocsin.spi.Watched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Compares how several monitors stand. It is degraded when some have seen it up and others down for too long, and then
 * says who sees what; it says nothing when fewer than two can say.
 *
 * @param names of the monitors, our own first
 * @param after how long they may disagree
 */
record CrossCheck(List<String> names, Duration after, Supplier<List<Watched>> monitors, InstantSource clock)
        implements Probe {

    @Override
    public Result run(Duration limit) {
        List<Watched> all = monitors.get();
        List<Watched> views = new ArrayList<>();
        for (String name : names) {
            Optional<Watched> found = all.stream().filter(it -> it.name().equalsIgnoreCase(name)).findFirst();
            if (found.isEmpty()) {
                return Result.failed(Phrase.of("mirror.crosscheck.missing", name), Phases.NONE);
            }
            views.add(found.get());
        }
        if (views.stream().filter(view -> seesUp(view) || seesDown(view)).count() < 2) {
            return Result.unjudged(Phrase.of("mirror.crosscheck.few"));
        }
        return compared(views);
    }

    private static boolean seesUp(Watched view) {
        return view.state().equals("UP") || view.state().equals("DEGRADED");
    }

    private static boolean seesDown(Watched view) {
        return view.state().equals("DOWN");
    }

    private Result compared(List<Watched> views) {
        Instant now = clock.instant();
        Optional<Instant> up = first(views, CrossCheck::seesUp, now);
        Optional<Instant> down = first(views, CrossCheck::seesDown, now);
        boolean split = up.isPresent() && down.isPresent();
        Duration lasted = split ? between(up.get().isAfter(down.get()) ? up.get() : down.get(), now) : Duration.ZERO;
        boolean tooLong = split && lasted.compareTo(after) >= 0;
        Result.Builder seen = Result.builder().connected(true);
        for (Watched view : views) {
            seen.finding(!tooLong || !seesUp(view) && !seesDown(view), true,
                    view.name() + " (" + view.target() + ") is " + view.state()
                            + view.since().map(since -> ", for " + length(between(since, now))).orElse(""));
        }
        return tooLong ? seen.status(0, "they have disagreed for " + length(lasted)).build() : seen.build();
    }

    /** Since when the first of those has seen it so. */
    private static Optional<Instant> first(List<Watched> views, Predicate<Watched> seeing, Instant now) {
        return views.stream().filter(seeing).map(view -> view.since().orElse(now)).min(Comparator.naturalOrder());
    }

    private static Duration between(Instant since, Instant now) {
        return since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO;
    }

    private static String length(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
