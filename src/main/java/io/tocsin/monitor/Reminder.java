package io.tocsin.monitor;

import io.tocsin.config.Keys;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How often trouble is told again while nobody acknowledges it.
 *
 * @param waits from one notice to the next; the last of them again and again, none for never
 */
public record Reminder(List<Duration> waits) {

    /** Trouble is told once. */
    public static final Reminder NEVER = new Reminder(List.of());

    private static final int MOST = 20;

    public Reminder {
        waits = List.copyOf(waits);
    }

    public static Reminder every(Duration wait) {
        return wait.isZero() ? NEVER : new Reminder(List.of(wait));
    }

    /**
     * Reads {@code 30m}, {@code 30m, 1h, 4h}, or 0 for never.
     *
     * @throws Refusal if it is not lengths of time
     */
    public static Reminder parse(String text) {
        List<Duration> waits = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            waits.add(wait(part.strip(), text));
        }
        if (waits.equals(List.of(Duration.ZERO))) {
            return NEVER;
        }
        if (waits.size() > MOST || !waits.stream().allMatch(Duration::isPositive)) {
            throw Refusal.of("monitor.reminder", text);
        }
        return new Reminder(waits);
    }

    private static Duration wait(String part, String text) {
        try {
            return Keys.parse(part);
        } catch (Refusal noLength) {
            throw Refusal.of("monitor.reminder", text);
        }
    }

    public boolean isNever() {
        return waits.isEmpty();
    }

    /**
     * How long to wait for the next notice.
     *
     * @param gone how long it is since the first one
     */
    public Duration next(Duration gone) {
        Duration reached = Duration.ZERO;
        for (Duration wait : waits) {
            reached = reached.plus(wait);
            if (reached.compareTo(gone) > 0) {
                return wait;
            }
        }
        return waits.getLast();
    }

    /** As it is written, each length by itself. */
    public String written(Function<Duration, String> length) {
        return waits.isEmpty() ? "0s" : waits.stream().map(length).collect(Collectors.joining(", "));
    }
}
