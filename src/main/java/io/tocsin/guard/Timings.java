package io.tocsin.guard;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The times of all calls into one plugin. */
final class Timings {

    /** A plugin may wait for any number of expressions. */
    private static final int MOST = 200;

    private static final String OTHERS = "other calls";

    private final Map<String, CallTimes> times = new ConcurrentHashMap<>();

    void note(String what, long nanos) {
        String kept = times.size() < MOST || times.containsKey(what) ? what : OTHERS;
        Duration time = Duration.ofNanos(nanos);
        times.merge(kept, new CallTimes(kept, 1, time, time), (before, _) -> before.and(time));
    }

    /** Those that took most of its time first. */
    List<CallTimes> all() {
        return times.values().stream()
                .sorted(Comparator.comparing(CallTimes::total).reversed().thenComparing(CallTimes::what))
                .toList();
    }
}
