package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.maintenance.Timetable;
import io.tocsin.maintenance.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows that outlive the bot's run, and the loop that opens and closes them. The rig's clock begins at 14:00. */
class MaintenanceRestartTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aRestartInsideKeepsItAndDoesNotTellItAgainAndItsEndIsNotMissed() {
        rig.add("shop", "lines");
        Window window = window("work", "shop");
        rig.restart();
        rig.type.status = 503;
        rig.engine.watching().start();
        rig.bad("shop");
        assertThat(rig.view("shop").maintenance()).isPresent();
        assertThat(rig.view("shop").incident()).isEmpty();
        assertThat(rig.lines.titles()).containsExactly("MAINTENANCE  work  until 15:00:00");

        rig.restart();
        rig.clock.pass(HOUR);
        rig.engine.watching().start();
        await().untilAsserted(() -> assertThat(rig.lines.titles()).containsExactly(
                "MAINTENANCE  work  until 15:00:00", "MAINTENANCE OVER  work  after 1 h"));
        assertThat(rig.engine.watching().windows().find(window.id())).isEmpty();
        rig.bad("shop");
        await().untilAsserted(() -> assertThat(rig.lines.titles()).last().isEqualTo("DOWN  shop  #1"));
    }

    @Test
    void theLoopOfWhatIsDueOpensAndClosesIt() {
        rig.add("shop", "lines");
        rig.engine.watching().start();
        plans().add(draft("later", "shop", Timetable.once(rig.clock.instant().plus(HOUR), HOUR)), Rig.ANA);
        assertThat(rig.view("shop").maintenance()).isEmpty();

        rig.clock.pass(HOUR);
        await().untilAsserted(() -> assertThat(rig.lines.titles()).containsExactly(
                "MAINTENANCE  later  until 16:00:00"));
        rig.clock.pass(HOUR);
        await().untilAsserted(() -> assertThat(rig.lines.titles()).last().isEqualTo(
                "MAINTENANCE OVER  later  after 1 h"));
        await().until(() -> rig.database.read(tx -> tx.query("select id from due", row -> row.number("id"))).isEmpty());
    }

    @Test
    void whatCameAndWentWhileTheBotWasAwayIsWrittenDownAndNotTold() {
        rig.add("shop", "lines");
        rig.engine.watching().start();
        await().until(() -> rig.database.read(
                tx -> tx.first("select value from meta where key = 'alive'", row -> row.text("value"))).isPresent());
        plans().add(draft("daily", "shop", Timetable.days(LocalTime.of(16, 0), Set.of(), UTC, HOUR)), Rig.ANA);
        rig.restart();
        rig.clock.pass(Duration.ofDays(2));
        rig.engine.watching().start();
        rig.settled();

        assertThat(rig.lines.titles()).isEmpty();
        List<Instant> begun = rig.database.read(tx -> tx.query(
                "select began_at from maintenance_run order by began_at", row -> row.instant("began_at")));
        assertThat(begun)
                .containsExactly(Instant.parse("2026-03-02T16:00:00Z"), Instant.parse("2026-03-03T16:00:00Z"));
    }

    @Test
    void thoseThatAreKeptNowhereElseAreWrittenIntoAReplacedDatabase() {
        rig.add("shop", "lines");
        Window window = window("work", "shop");
        rig.database.writeAndWait(tx -> {
            tx.update("delete from maintenance");
            tx.update("delete from maintenance_run");
            tx.update("delete from due");
        });
        rig.rewrite();
        rig.restart();

        assertThat(rig.view("shop").maintenance()).isPresent();
        assertThat(plans().all()).containsExactly(window);
    }

    private Plans plans() {
        return new Plans(rig.engine.watching(), rig.clock);
    }

    private Window window(String name, String selector) {
        Window window = plans().add(draft(name, selector, Timetable.once(rig.clock.instant(), HOUR)), Rig.ANA);
        rig.settled();
        return window;
    }

    private static Window.Draft draft(String name, String selector, Timetable when) {
        return new Window.Draft(name, List.of(selector), when, "new racks");
    }
}
