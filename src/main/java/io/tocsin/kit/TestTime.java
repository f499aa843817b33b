package io.tocsin.kit;

import io.tocsin.plugin.Timetable;
import io.tocsin.schedule.Schedule;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A clock that stands until it is moved, and what is to run on the way. */
final class TestTime implements InstantSource, Timetable {

    /** A Monday. */
    static final Instant BEGINNING = Instant.parse("2026-01-05T08:00:00Z");

    static final ZoneId ZONE = ZoneId.of("UTC");

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private Instant now = BEGINNING;
    private int keys;

    /** Something that runs again and again. */
    record Entry(String id, Schedule schedule, ZoneId zone, Runnable due, Optional<Instant> next) {

        Entry after(Instant instant) {
            return new Entry(id, schedule, zone, due, schedule.next(instant, zone));
        }
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Runnable join(String id, String expression, Optional<ZoneId> zone, Runnable due) {
        Entry entry = new Entry(id, Schedule.parse(expression), zone.orElse(ZONE), due, Optional.empty());
        entries.put(id, entry.after(now));
        return () -> leave(id);
    }

    /** Names a message, each another. */
    synchronized int nextKey() {
        keys++;
        return keys;
    }

    private synchronized void leave(String id) {
        entries.remove(id);
    }

    /** What there is, in the order it came. */
    synchronized List<Entry> entries() {
        return new ArrayList<>(entries.values());
    }

    /** Goes to the time of whatever is due next, and takes it; empty, and at the end, if nothing is due until then. */
    synchronized Optional<Entry> moveToNext(Instant end) {
        Optional<Entry> first = entries.values().stream()
                .filter(entry -> entry.next().filter(next -> !next.isAfter(end)).isPresent())
                .min(Comparator.comparing(entry -> entry.next().orElse(Instant.MAX)));
        now = first.flatMap(Entry::next).orElse(end);
        first.ifPresent(entry -> entries.replace(entry.id(), entry.after(now)));
        return first;
    }
}
