package io.tocsin.maintenance;

import io.tocsin.config.Keys;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code maintenance.<name>.<word>} of the configuration. */
public final class WindowKeys {

    private static final List<String> WHEN = List.of("daily", "weekly", "cron", "from");

    private final Keys keys;
    private final String prefix;
    private final ZoneId zone;

    private WindowKeys(Keys keys, String prefix, ZoneId otherwise) {
        this.keys = keys;
        this.prefix = prefix;
        this.zone = keys.zone(prefix + "zone", otherwise);
    }

    /**
     * The windows; what is wrong with them is among the problems of the keys.
     *
     * @param zone of those that name none
     */
    public static List<Window.Draft> read(Keys keys, ZoneId zone) {
        List<Window.Draft> windows = new ArrayList<>();
        for (String name : keys.names("maintenance")) {
            new WindowKeys(keys, "maintenance." + name + ".", zone).draft(name).ifPresent(windows::add);
        }
        return windows;
    }

    private Optional<Window.Draft> draft(String name) {
        List<String> selectors = keys.list(prefix + "monitors", "all");
        String because = keys.text(prefix + "because", "");
        List<String> given = WHEN.stream().filter(word -> keys.text(prefix + word).isPresent()).toList();
        Optional<String> length = keys.text(prefix + "for");
        Optional<String> until = keys.text(prefix + "until");
        boolean once = given.equals(List.of("from"));
        if (selectors.isEmpty()) {
            keys.problem(prefix + "monitors", Phrase.of("maintenance.nothing"));
        } else if (given.size() != 1) {
            keys.problem(prefix + (given.isEmpty() ? "from" : given.getLast()), Phrase.of("maintenance.one-of"));
        } else if (once && length.isPresent() == until.isPresent()) {
            keys.problem(prefix + "until", Phrase.of("maintenance.for-or-until"));
        } else if (!once && (length.isEmpty() || until.isPresent())) {
            keys.problem(prefix + "for", Phrase.of("maintenance.for"));
        } else {
            return tried(given.getFirst(), () -> new Window.Draft(name, selectors, when(given.getFirst()), because));
        }
        return Optional.empty();
    }

    private Optional<Window.Draft> tried(String word, Reading reading) {
        try {
            return Optional.of(reading.read());
        } catch (Refusal refusal) {
            keys.problem(prefix + word, refusal.phrase());
            return Optional.empty();
        }
    }

    private Timetable when(String word) {
        String text = keys.text(prefix + word, "");
        if (word.equals("from")) {
            Instant from = Openings.moment(text, zone);
            return keys.text(prefix + "until")
                    .<Timetable>map(until -> new Timetable.Once(from, Openings.moment(until, zone)))
                    .orElseGet(() -> Timetable.once(from, length()));
        }
        return switch (word) {
            case "daily" -> Openings.daily(text, zone, length());
            case "weekly" -> Openings.weekly(text, zone, length());
            default -> Timetable.cron(text, zone, length());
        };
    }

    private Duration length() {
        return keys.duration(prefix + "for", "1h");
    }

    @FunctionalInterface
    private interface Reading {
        Window.Draft read();
    }
}
