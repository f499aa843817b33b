package io.tocsin.status;

import io.tocsin.db.Row;
import io.tocsin.db.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The tables {@code sample} and {@code sample_hour}. Their columns differ only in what the time is called. */
final class SampleStore {

    static final SampleStore MINUTES = new SampleStore("sample", "minute");
    static final SampleStore HOURS = new SampleStore("sample_hour", "hour");
    static final String HERE = "here";

    private static final String VALUES = "checks, failures, sum_ms, min_ms, max_ms, histogram, phases";

    private final String insert;
    private final String replace;
    private final String find;
    private final String range;
    private final String newest;
    private final String owners;
    private final String locations;
    private final String forget;

    /** Whose checks, and from where. */
    record Owner(String monitorId, String location) {}

    /** An owner's checks in one minute or hour, counted from the epoch. */
    record Stored(Owner owner, long time, Sample sample) {}

    private SampleStore(String table, String time) {
        insert = "insert into " + table + " (monitor_id, location, " + time + ", " + VALUES
                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (monitor_id, location, " + time + ") do nothing";
        replace =
                "update " + table + " set checks = ?, failures = ?, sum_ms = ?, min_ms = ?, max_ms = ?, histogram = ?,"
                        + " phases = ? where monitor_id = ? and location = ? and " + time + " = ?";
        find = "select monitor_id, location, " + time + " as time, " + VALUES + " from " + table
                + " where monitor_id = ? and location = ? and " + time + " = ?";
        range = "select monitor_id, location, " + time + " as time, " + VALUES + " from " + table
                + " where monitor_id = ? and location = ? and " + time + " >= ? and " + time + " < ? order by " + time;
        newest = "select monitor_id, location, " + time + " as time, " + VALUES + " from " + table
                + " where monitor_id = ? and location = ? order by " + time + " desc limit ?";
        owners = "select min(monitor_id) as monitor_id from " + table + " where monitor_id > ?";
        locations = "select min(location) as location from " + table + " where monitor_id = ? and location > ?";
        forget = "delete from " + table + " where monitor_id = ? and location = ? and " + time + " < ?";
    }

    /** Adds to what is there for that time. */
    void add(Tx tx, Stored row) {
        Sample sample = row.sample();
        int added = tx.update(
                insert, row.owner().monitorId(), row.owner().location(), row.time(), sample.checks(), sample.failures(),
                sample.sumMillis(),
                sample.minMillis(), sample.maxMillis(), sample.histogram(), sample.phases());
        if (added == 0) {
            tx.first(find, SampleStore::read, row.owner().monitorId(), row.owner().location(), row.time())
                    .ifPresent(there -> {
                        there.sample().add(sample);
                        replace(tx, there);
                    });
        }
    }

    /** Puts this in the place of what is there for that time. */
    void put(Tx tx, Stored row) {
        int found = replace(tx, row);
        if (found == 0) {
            add(tx, row);
        }
    }

    private int replace(Tx tx, Stored row) {
        Sample sample = row.sample();
        return tx.update(
                replace, sample.checks(), sample.failures(), sample.sumMillis(), sample.minMillis(), sample.maxMillis(),
                sample.histogram(), sample.phases(), row.owner().monitorId(), row.owner().location(), row.time());
    }

    List<Stored> between(Tx tx, Owner owner, long from, long to) {
        return tx.query(range, SampleStore::read, owner.monitorId(), owner.location(), from, to);
    }

    /** Where a monitor was looked at from; each is found by one step into the key. */
    List<Owner> locations(Tx tx, String monitorId) {
        List<Owner> found = new ArrayList<>();
        Optional<String> last = location(tx, monitorId, "");
        while (last.isPresent()) {
            found.add(new Owner(monitorId, last.get()));
            last = location(tx, monitorId, last.get());
        }
        return found;
    }

    private Optional<String> location(Tx tx, String monitorId, String after) {
        return tx.first(locations, row -> row.textIf("location"), monitorId, after).flatMap(Function.identity());
    }

    List<Stored> newest(Tx tx, Owner owner, int most) {
        return tx.query(newest, SampleStore::read, owner.monitorId(), owner.location(), most);
    }

    /** The next monitors, in the order of their ids, of which there are rows; each is found by one step into the key. */
    List<String> owners(Tx tx, Optional<String> after, int most) {
        List<String> found = new ArrayList<>();
        Optional<String> last = next(tx, after.orElse(""));
        while (last.isPresent() && found.size() < most) {
            found.add(last.get());
            last = next(tx, last.get());
        }
        return found;
    }

    private Optional<String> next(Tx tx, String after) {
        return tx.first(owners, row -> row.textIf("monitor_id"), after).flatMap(Function.identity());
    }

    void forget(Tx tx, Owner owner, long before) {
        tx.update(forget, owner.monitorId(), owner.location(), before);
    }

    private static Stored read(Row row) {
        return new Stored(
                new Owner(row.text("monitor_id"), row.text("location")), row.number("time"),
                Sample.of(
                        row.number("checks"), row.number("failures"), row.number("sum_ms"), row.number("min_ms"),
                        row.number("max_ms"), row.bytes("histogram"), row.bytes("phases")));
    }
}
