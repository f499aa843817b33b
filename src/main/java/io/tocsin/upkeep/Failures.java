package io.tocsin.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The failures of one plugin, and what is to be done about them. Not safe for use by several threads. */
final class Failures {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** How often a plugin gets another chance before it is switched off. */
    private static final int CHANCES = 3;

    private final UpkeepSettings settings;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private Optional<Instant> restartAt = Optional.empty();
    private long counted;
    private long sinceRestart;
    private int restarts;

    /** What is to be done. */
    enum Advice {
        NOTHING,
        RESTART,
        SWITCH_OFF
    }

    private Failures(UpkeepSettings settings, long counted) {
        this.settings = settings;
        this.counted = counted;
    }

    /** @param before how often it has failed by now; those do not count */
    static Failures after(UpkeepSettings settings, long before) {
        return new Failures(settings, before);
    }

    /**
     * Takes note of how often it has failed by now.
     *
     * @param count since it came
     */
    Advice look(long count, Instant now) {
        count(count, now);
        if (settings.failures() == 0) {
            return Advice.NOTHING;
        }
        if (recent.size() >= settings.failures()) {
            recent.clear();
            return Advice.SWITCH_OFF;
        }
        if (restartAt.isEmpty() && sinceRestart >= Math.max(1, settings.failures() / CHANCES)) {
            restartAt = Optional.of(now.plus(pause()));
        }
        if (restartAt.filter(at -> !now.isBefore(at)).isEmpty()) {
            return Advice.NOTHING;
        }
        restartAt = Optional.empty();
        sinceRestart = 0;
        restarts++;
        return Advice.RESTART;
    }

    private void count(long count, Instant now) {
        long fresh = count < counted ? count : count - counted;
        counted = count;
        sinceRestart += fresh;
        for (long i = 0; i < Math.min(fresh, settings.failures()); i++) {
            recent.addLast(now);
        }
        while (!recent.isEmpty() && recent.peekFirst().plus(settings.window()).isBefore(now)) {
            recent.removeFirst();
        }
        sinceRestart = Math.min(sinceRestart, recent.size());
        if (recent.isEmpty()) {
            restarts = 0;
        }
    }

    /** Each longer than the one before. */
    private Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(restarts, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
