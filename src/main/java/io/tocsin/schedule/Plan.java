package io.tocsin.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Who is to be released when: the clockwork without its threads. Not safe for threads; its owner guards it. Instants
 * are milliseconds since the epoch.
 *
 * <p>A start that is late is released late, as long as the same member's next one has not come; otherwise it is counted
 * as missed. So nothing is caught up in a burst.
 */
final class Plan {

    /** One time of a group's schedule, from when it is handed over until its last member is released. */
    static final class Run {

        private final Group group;
        private final long planned;
        private final long successor;

        /** Offsets below are done. */
        private long cursor;

        /** When it is to be looked at; a waking at another time is out of date. */
        private long wake = Group.NEVER;

        private Run(Group group, long planned, long cursor) {
            this.group = group;
            this.planned = planned;
            this.successor = group.next(planned);
            this.cursor = cursor;
        }

        private boolean isMissed(long offset, long now) {
            return successor != Group.NEVER && successor + offset <= now;
        }
    }

    private record Wake(long at, Run run) {}

    /** A member that is to be called now. */
    record Start(Group.Member member, long planned) {

        String id() {
            return member.id;
        }

        Instant at() {
            return Instant.ofEpochMilli(planned);
        }

        void release() {
            member.due.due(member.id, at());
        }
    }

    private final Map<String, Group.Member> members = new HashMap<>();
    private final Map<Group.Key, Group> groups = new HashMap<>();
    private final PriorityQueue<Wake> wakes = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
    private long groupsMade;
    private long missed;

    /** Adds a member, who must not be one; the group is returned when it is new and needs its trigger. */
    Optional<Group> join(String id, Clockwork.Timing timing, Clockwork.Due due, long now) {
        Group.Key key = Group.Key.of(timing);
        boolean isNew = !groups.containsKey(key);
        Group group = groups.computeIfAbsent(key, k -> new Group(k, ++groupsMade));
        if (isNew) {
            group.fired = now;
        }
        Group.Member member = new Group.Member(id, due, group, group.place(id, timing.spread()));
        members.put(id, member);
        group.add(member);
        begin(member, now);
        return isNew ? Optional.of(group) : Optional.empty();
    }

    /** Removes a member; the group is returned when it is empty now and its trigger must go. */
    Optional<Group> leave(String id) {
        Group.Member member = members.remove(id);
        if (member == null) {
            return Optional.empty();
        }
        Group group = member.group;
        group.remove(member);
        if (group.size > 0) {
            return Optional.empty();
        }
        groups.remove(group.key);
        group.runs.clear();
        return Optional.of(group);
    }

    /** Finds the first time for a member; its schedule may have been handed over for that time already. */
    private void begin(Group.Member member, long now) {
        Group group = member.group;
        member.from = group.next(now - member.offset);
        if (member.from > group.fired) {
            return;
        }
        Run run = group.runs.computeIfAbsent(member.from, planned -> new Run(group, planned, member.offset));
        run.cursor = Math.min(run.cursor, member.offset);
        wake(run);
    }

    /** A time of a group's schedule has come, or is about to. */
    void fired(Group group, long planned) {
        if (groups.get(group.key) != group || planned <= group.fired) {
            return;
        }
        missed += (long) group.between(group.fired, planned) * group.size;
        group.fired = planned;
        Run run = new Run(group, planned, 0);
        group.runs.put(planned, run);
        wake(run);
    }

    private void wake(Run run) {
        Long offset = run.group.slots.ceilingKey(run.cursor);
        if (offset == null) {
            run.group.runs.remove(run.planned);
            return;
        }
        long at = run.planned + offset;
        if (at != run.wake) {
            run.wake = at;
            wakes.add(new Wake(at, run));
        }
    }

    /** When {@link #due} has something to do next, or {@link Group#NEVER}. */
    long nextWake() {
        Wake first = wakes.peek();
        return first == null ? Group.NEVER : first.at;
    }

    /** Takes out those whose time has come. */
    List<Start> due(long now) {
        List<Start> starts = new ArrayList<>();
        while (nextWake() <= now) {
            Wake wake = wakes.remove();
            Run run = wake.run;
            if (wake.at == run.wake && run.group.runs.get(run.planned) == run) {
                release(run, now, starts);
            }
        }
        return starts;
    }

    private void release(Run run, long now, List<Start> starts) {
        for (var slot : run.group.slots.subMap(run.cursor, true, now - run.planned, true).entrySet()) {
            boolean isMissed = run.isMissed(slot.getKey(), now);
            for (Group.Member member : slot.getValue()) {
                if (run.planned < member.from) {
                    continue;
                }
                if (isMissed) {
                    missed++;
                } else {
                    starts.add(new Start(member, run.planned + member.offset));
                }
            }
        }
        run.cursor = now - run.planned + 1;
        wake(run);
    }

    /** Plans all from now on; the triggers must follow. */
    void restart(long now) {
        wakes.clear();
        groups.values().forEach(group -> {
            group.runs.clear();
            group.fired = now;
        });
        members.values().forEach(member -> begin(member, now));
    }

    /** Counts what should have come up to now since the last time of each group: after a step of the clock. */
    void countMissed(long now) {
        groups.values().forEach(group -> missed += (long) group.between(group.fired, now) * group.size);
    }

    /** When a member is to be called next. */
    Optional<Instant> plannedNext(String id, long now) {
        Group.Member member = members.get(id);
        if (member == null) {
            return Optional.empty();
        }
        long next = member.group.next(now - member.offset);
        return next == Group.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next + member.offset));
    }

    List<Group> groups() {
        return List.copyOf(groups.values());
    }

    boolean has(String id) {
        return members.containsKey(id);
    }

    long missed() {
        return missed;
    }
}
