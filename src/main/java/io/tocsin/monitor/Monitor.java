package io.tocsin.monitor;

import io.tocsin.schedule.Schedule;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What is watched, ready to be checked.
 *
 * @param id by which it is stored; a rename keeps it
 * @param origin where its definition lives
 * @param draft what was written about it, without secrets filled in
 * @param version counts its changes; a result of an older version is dropped
 * @param type the name of its type
 * @param target what is shown as its address; user names and passwords left out
 * @param reminder how long an incident goes on before it is told again; absent for never
 * @param probe looks at it; absent when it cannot be judged
 * @param refused why it cannot be judged, such as a type whose plugin is missing
 */
public record Monitor(
        String id,
        Origin origin,
        Draft draft,
        boolean paused,
        long version,
        String type,
        String target,
        Schedule schedule,
        ZoneId zone,
        Duration timeout,
        Conditions conditions,
        Policy policy,
        Optional<Duration> reminder,
        Optional<Probe> probe,
        Optional<Phrase> refused) {

    public String name() {
        return draft.name();
    }

    public String group() {
        return draft.group();
    }

    public List<String> tags() {
        return draft.tags();
    }

    /** The rooms it names; none for the default room. */
    public List<String> rooms() {
        return draft.rooms();
    }

    /** The same with what looks at it. */
    Monitor probedBy(Probe with) {
        return new Monitor(
                id, origin, draft, paused, version, type, target, schedule, zone, timeout, conditions, policy, reminder,
                Optional.of(with), refused);
    }

    /** Whether checks of it can run. */
    public boolean checkable() {
        return !paused && probe.isPresent();
    }
}
