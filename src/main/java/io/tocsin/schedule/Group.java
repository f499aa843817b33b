package io.tocsin.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * All members of one schedule in one zone, each with its own offset from the schedule's times. {@link Plan} guards it;
 * only {@link #next} and {@link #following} are for other threads too. Instants are milliseconds since the epoch.
 */
final class Group {

    static final long NEVER = Long.MAX_VALUE;

    /** Offsets are whole slices: checks that start together cost half of what they cost when each wakes an idle core. */
    private static final long FINE = 5;

    private static final long COARSE = 200;
    private static final long COARSE_FROM = 20_000;
    private static final int CANDIDATES = 8;
    private static final long STALE = 10_000;
    private static final int MOST_SKIPPED = 1_000_000;

    /** What makes a group; zones do not matter to a period. */
    record Key(Schedule schedule, ZoneId zone) {

        static Key of(Clockwork.Timing timing) {
            return switch (timing.schedule()) {
                case Cron cron -> new Key(cron, timing.zone());
                case Period period -> new Key(period, ZoneOffset.UTC);
            };
        }
    }

    /** Somebody who wants to be called. */
    static final class Member {

        final String id;
        final Clockwork.Due due;
        final Group group;
        final long offset;

        /** The first time of the schedule that is for this member. */
        long from;

        Member(String id, Clockwork.Due due, Group group, long offset) {
            this.id = id;
            this.due = due;
            this.group = group;
            this.offset = offset;
        }
    }

    final Key key;
    final long number;
    final TreeMap<Long, List<Member>> slots = new TreeMap<>();

    /** The times whose members are not all released yet. */
    final TreeMap<Long, Plan.Run> runs = new TreeMap<>();

    /** The last time of the schedule that was handed over. */
    long fired;

    int size;

    Group(Key key, long number) {
        this.key = key;
        this.number = number;
    }

    /** The schedule's first time after the given one, or {@link #NEVER}. */
    long next(long after) {
        return key.schedule.next(Instant.ofEpochMilli(after), key.zone).map(Instant::toEpochMilli).orElse(NEVER);
    }

    /** The time to fire after the given one: the next, or after a long stall the last that has come. */
    long following(long planned, long now) {
        long next = next(planned);
        for (int skipped = 0; next < now - STALE; skipped++) {
            long later = next(next);
            if (later > now) {
                return next;
            }
            next = skipped < MOST_SKIPPED ? later : next(now);
        }
        return next;
    }

    /** How many times of the schedule lie between two instants, as far as anybody cares to count. */
    int between(long after, long before) {
        int times = 0;
        for (long time = next(after); time < before && times < MOST_SKIPPED; time = next(time)) {
            times++;
        }
        return times;
    }

    void add(Member member) {
        slots.computeIfAbsent(member.offset, offset -> new ArrayList<>(1)).add(member);
        size++;
    }

    void remove(Member member) {
        List<Member> slot = slots.getOrDefault(member.offset, List.of());
        if (slot.remove(member)) {
            size--;
        }
        if (slot.isEmpty()) {
            slots.remove(member.offset);
        }
    }

    /**
     * Finds an offset that is the member's for good: of some that its name gives, the one farthest from the others. So
     * starts are spread evenly, and nobody moves when others come and go.
     */
    long place(String id, Duration spread) {
        long span = span(spread);
        long slice = span < COARSE_FROM ? FINE : COARSE;
        long count = span / slice;
        if (count <= 1) {
            return 0;
        }
        long best = 0;
        long bestRoom = Long.MIN_VALUE;
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            long offset = Math.floorMod(hash(id, candidate), count) * slice;
            long room = room(offset, span);
            if (room > bestRoom) {
                best = offset;
                bestRoom = room;
            }
        }
        return best;
    }

    private long span(Duration spread) {
        return switch (key.schedule) {
            case Period period -> period.length().toMillis();
            case Cron cron -> Math.min(spread.toMillis(), cron.times().shortestGap() * 1000L);
        };
    }

    /** How far the next member is, round the end of the span too; below zero, how many are there already. */
    private long room(long offset, long span) {
        List<Member> there = slots.get(offset);
        if (there != null) {
            return -there.size();
        }
        if (slots.isEmpty()) {
            return span;
        }
        Long below = slots.lowerKey(offset);
        Long above = slots.higherKey(offset);
        long before = below == null ? offset + span - slots.lastKey() : offset - below;
        long after = above == null ? slots.firstKey() + span - offset : above - offset;
        return Math.min(before, after);
    }

    /** Stable over restarts, and well mixed: names often differ in their last digit only. */
    private static long hash(String id, int candidate) {
        long mixed = id.hashCode() + (candidate + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
