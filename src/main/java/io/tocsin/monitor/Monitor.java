package io.tocsin.monitor;

import io.tocsin.schedule.Schedule;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ReportedType.Expected;
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
 * @param reminder how often an incident is told again; absent for never
 * @param probe looks at it; absent when it cannot be judged, or reports by itself
 * @param expected what is expected of one that reports by itself
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
        Optional<Reminder> reminder,
        Optional<Probe> probe,
        Optional<Expected> expected,
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

    /** What rooms hear of it beside. */
    public Alerts alerts() {
        return draft.alerts();
    }

    /** Names of the monitors without which it cannot be well; not all of them need to be there. */
    public List<String> parents() {
        return draft.parents();
    }

    /** The same with what looks at it. */
    Monitor probedBy(Probe with) {
        return new Monitor(
                id, origin, draft, paused, version, type, target, schedule, zone, timeout, conditions, policy, reminder,
                Optional.of(with), expected, refused);
    }

    /** The same of a program that reports by itself; what it says is believed at once, unless it is written otherwise. */
    Monitor reporting(Expected what) {
        Policy believed = new Policy(
                draft.failureThreshold().orElse(1), draft.successThreshold().orElse(1), policy.retryInterval(),
                policy.flapping());
        return new Monitor(
                id, origin, draft, paused, version, type, target, schedule, zone, timeout, conditions, believed,
                reminder, probe, Optional.of(what), refused);
    }

    /** Whether it is being watched, by whatever means. */
    public boolean watched() {
        return !paused && refused.isEmpty();
    }

    /** Whether checks of it can run. */
    public boolean checkable() {
        return !paused && probe.isPresent();
    }
}
