package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.watch.Due.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DueLoopTest {

    private final SetClock clock = new SetClock();
    private final Database database = Database.open(DbSettings.memory(), clock);
    private final List<Change> applied = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsDueIsAppliedInOrderAndForgotten() {
        try (DueLoop loop = new DueLoop(database, clock, applied::add)) {
            loop.start();
            plan(loop, Duration.ofMinutes(2), Kind.MUTE_ENDS, 2);
            plan(loop, Duration.ofMinutes(1), Kind.REMINDER, 1);
            plan(loop, Duration.ofMinutes(9), Kind.REMINDER, 9);
            clock.pass(Duration.ofMinutes(5));
            await().until(() -> applied.size() == 2);

            assertThat(applied).containsExactly(new Change.ReminderDue(1), new Change.Unmuted(2));
            await().until(() -> rows().size() == 1);
        }
    }

    @Test
    void rowsOfAnEarlierRunAreAppliedAndTheirNumbersNotTaken() {
        try (DueLoop before = new DueLoop(database, clock, applied::add)) {
            plan(before, Duration.ofMinutes(1), Kind.MUTE_ENDS, 1);
        }
        clock.pass(Duration.ofHours(1));
        try (DueLoop loop = new DueLoop(database, clock, applied::add)) {
            plan(loop, Duration.ofHours(1), Kind.MUTE_ENDS, 2);
            assertThat(rows()).hasSize(2);
            loop.start();
            await().until(() -> applied.size() == 1);
        }

        assertThat(applied).containsExactly(new Change.Unmuted(1));
    }

    @Test
    void whatFailsIsTriedAgainAndStopsNothing() {
        AtomicInteger tries = new AtomicInteger();
        try (DueLoop loop = new DueLoop(database, clock, change -> {
            int count = change.equals(new Change.Unmuted(1)) ? tries.incrementAndGet() : 3;
            if (count == 1) {
                throw new IllegalStateException("once");
            }
            if (count == 2) {
                throw new StackOverflowError();
            }
            applied.add(change);
        })) {
            loop.start();
            plan(loop, Duration.ofSeconds(1), Kind.MUTE_ENDS, 1);
            plan(loop, Duration.ofSeconds(2), Kind.MUTE_ENDS, 2);
            clock.pass(Duration.ofSeconds(5));
            await().until(() -> applied.size() == 1);
            clock.pass(Duration.ofSeconds(31));
            await().until(() -> tries.get() == 2);
            clock.pass(Duration.ofSeconds(31));
            await().until(() -> applied.size() == 2);
        }

        assertThat(applied).containsExactly(new Change.Unmuted(2), new Change.Unmuted(1));
    }

    @Test
    void whatIsDueInThreeHundredYearsDoesNotStopTheLoop() {
        try (DueLoop loop = new DueLoop(database, clock, applied::add)) {
            loop.start();
            plan(loop, Duration.ofDays(365 * 400), Kind.MUTE_ENDS, 1);
            clock.pass(Duration.ofHours(1));
            Instant now = clock.instant();
            await().until(() -> loop.alive().equals(now));
            plan(loop, Duration.ZERO, Kind.MUTE_ENDS, 2);
            await().until(() -> applied.size() == 1);
        }
    }

    @Test
    void aClockThatIsSetBackPutsOffWhatIsDue() {
        try (DueLoop loop = new DueLoop(database, clock, applied::add)) {
            loop.start();
            plan(loop, Duration.ofMinutes(1), Kind.REMINDER, 1);
            clock.pass(Duration.ofHours(-1));
            Instant now = clock.instant();
            await().until(() -> loop.alive().equals(now));
            assertThat(applied).isEmpty();
            clock.pass(Duration.ofMinutes(61));
            await().until(() -> applied.size() == 1);
        }
    }

    private void plan(DueLoop loop, Duration in, Kind kind, long subject) {
        Due row = loop.plan(clock.instant().plus(in), kind, Long.toString(subject));
        database.writeAndWait(tx -> DueStore.add(tx, row));
        loop.add(row);
    }

    private List<Due> rows() {
        return database.read(DueStore::all);
    }
}
