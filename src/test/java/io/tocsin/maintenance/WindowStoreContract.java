package io.tocsin.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.maintenance.Window.Draft;
import io.tocsin.monitor.Origin;
import io.tocsin.spi.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of maintenance on every database. */
abstract class WindowStoreContract {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant ONE = Instant.parse("2026-03-02T13:00:00Z");
    private static final Instant TWO = Instant.parse("2026-03-02T14:00:00Z");
    private static final Window ONCE = new Window(
            3, Origin.CHAT, new Draft("move", List.of("shop-*", "tag:web"), new Timetable.Once(NOON, TWO), "of racks"),
            new Person("slack:U1", "ana"), NOON);
    private static final Window AGAIN = new Window(
            4, Origin.CONFIG,
            new Draft(
                    "night", List.of("all"),
                    Timetable.cron("0 30 2 * * MON-FRI", ZoneId.of("Europe/Berlin"), Duration.ofMinutes(90)), ""),
            Window.NOBODY, NOON);

    private Database database;

    /** The same database each time within a test, a fresh one for each test. */
    abstract DbSettings settings();

    @BeforeEach
    void open() {
        database = Database.open(settings(), InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void windowsAreThereAsTheyWerePlanned() {
        save(ONCE, AGAIN);
        Window changed = new Window(
                4, Origin.CONFIG, new Draft("night", List.of("db"), new Timetable.Once(NOON, ONE), "why"),
                Window.NOBODY, NOON);

        assertThat(database.read(WindowStore::all)).containsExactly(ONCE, AGAIN);
        save(changed);
        assertThat(database.read(WindowStore::all)).containsExactly(ONCE, changed);
        database.writeAndWait(tx -> WindowStore.remove(tx, 3));
        assertThat(database.read(WindowStore::all)).containsExactly(changed);
        assertThat(database.read(WindowStore::lastId)).isEqualTo(4);
    }

    @Test
    void anOpenWindowIsOpenAfterARestart() {
        Run run = Run.of(7, ONCE, new Span(NOON, TWO), List.of("slack:#ops", "console:"));
        save(ONCE);
        database.writeAndWait(tx -> WindowStore.open(tx, run));

        Windows windows = database.read(Windows::load);
        assertThat(windows.open()).containsExactly(run);
        assertThat(windows.skipped(3)).isEmpty();
        assertThat(windows.nextRun()).isEqualTo(8);
        assertThat(windows.nextId()).isEqualTo(4);

        database.writeAndWait(tx -> WindowStore.close(tx, 7, TWO, TWO));
        assertThat(database.read(Windows::load).open()).isEmpty();
        assertThat(database.read(Windows::load).skipped(3)).isEmpty();
    }

    @Test
    void aWindowThatWasClosedBeforeItsTimeStaysSo() {
        save(AGAIN);
        database.writeAndWait(tx -> {
            WindowStore.open(tx, Run.of(1, AGAIN, new Span(NOON, TWO), List.of()));
            WindowStore.close(tx, 1, ONE, TWO);
        });

        assertThat(database.read(Windows::load).skipped(4)).contains(TWO);
    }

    @Test
    void idsAreNotGivenTwiceThoughTheirWindowsAreGone() {
        database.writeAndWait(tx -> WindowStore.open(tx, Run.of(5, ONCE, new Span(NOON, TWO), List.of())));

        assertThat(database.read(WindowStore::lastId)).isEqualTo(3);
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        Duration year = Duration.ofDays(401);
        database.writeAndWait(tx -> {
            WindowStore.open(tx, Run.of(1, ONCE, new Span(NOON, ONE), List.of()));
            WindowStore.close(tx, 1, ONE, ONE);
            WindowStore.open(tx, Run.of(2, ONCE, new Span(NOON.plus(year), TWO.plus(year)), List.of()));
        });

        List<Long> left = database.read(tx -> tx.query("select id from maintenance_run", row -> row.number("id")));
        assertThat(left).containsExactly(2L);
    }

    @Test
    void aReplacedDatabaseIsWrittenAnew() {
        Run gone = Run.of(1, ONCE, new Span(NOON, TWO), List.of());
        Run open = Run.of(2, AGAIN, new Span(NOON, TWO), List.of("console:"));
        save(AGAIN);
        Windows windows = database.read(Windows::load);
        windows.open(open);
        database.writeAndWait(tx -> {
            WindowStore.save(tx, ONCE);
            WindowStore.remove(tx, AGAIN.id());
            WindowStore.open(tx, gone);
        });

        database.writeAndWait(tx -> WindowStore.rewrite(tx, windows, ONE));
        assertThat(database.read(WindowStore::all)).containsExactly(AGAIN);
        assertThat(database.<List<Run>>read(WindowStore::open)).containsExactly(open);
    }

    private void save(Window... windows) {
        database.writeAndWait(tx -> List.of(windows).forEach(window -> WindowStore.save(tx, window)));
    }
}
