package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.maintenance.Timetable;
import io.tocsin.maintenance.Window;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rig's clock begins at 14:00. */
class MaintenanceTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void troubleInsideIsNoIncidentAndIsToldAtTheEnd() {
        rig.add("shop", "lines", "edits");
        rig.good("shop");
        Window window = window("work", "shop");
        rig.bad("shop");
        assertThat(rig.state("shop")).isEqualTo("DOWN");
        assertThat(rig.view("shop").incident()).isEmpty();
        assertThat(rig.view("shop").maintenance()).hasValueSatisfying(
                run -> assertThat(run.name()).isEqualTo("work"));
        assertThat(rig.lines.titles()).containsExactly("MAINTENANCE  work  until 15:02:00");

        end(window);
        assertThat(rig.lines.titles()).containsExactly(
                "MAINTENANCE  work  until 15:02:00", "MAINTENANCE OVER  work  after 3 min", "DOWN  shop  #1");
        assertThat(rig.edits.shownTitles()).containsExactlyInAnyOrder(
                "MAINTENANCE  work  until 15:02:00", "MAINTENANCE OVER  work  after 3 min", "DOWN  shop  #1");
        assertThat(rig.incident("shop").openedAt()).isEqualTo(rig.clock.instant());
        assertThat(rig.view("shop").maintenance()).isEmpty();

        rig.good("shop");
        assertThat(rig.lines.titles()).last().isEqualTo("RECOVERED  shop  #1  after 1 min");
    }

    @Test
    void theEdgeThatIsDueEndsItAtItsTime() {
        rig.add("shop", "lines");
        Window window = window("work", "shop");
        rig.bad("shop");
        edge(window);
        assertThat(rig.lines.titles()).hasSize(1);

        rig.clock.pass(HOUR);
        edge(window);
        edge(window);
        assertThat(rig.lines.titles()).containsExactly(
                "MAINTENANCE  work  until 15:00:00", "MAINTENANCE OVER  work  after 1 h", "DOWN  shop  #1");
        assertThat(plans().all()).isEmpty();
    }

    @Test
    void whatWasToldBeforeAndRecoversInsideIsToldOfItsEndAtOnce() {
        rig.add("shop", "lines", "edits");
        rig.bad("shop");
        Window window = window("work", "shop");
        rig.good("shop");
        rig.bad("shop");

        assertThat(rig.lines.titles()).containsExactly(
                "DOWN  shop  #1", "MAINTENANCE  work  until 15:03:00", "RECOVERED  shop  #1  after 3 min");
        assertThat(rig.edits.shownTitles()).contains("RECOVERED  shop  #1  after 3 min");
        assertThat(rig.view("shop").incident()).isEmpty();
        end(window);
        assertThat(rig.lines.titles()).last().isEqualTo("DOWN  shop  #2");
    }

    @Test
    void troubleThatCameAndWentInsideIsNotTold() {
        rig.add("shop", "lines");
        rig.good("shop");
        Window window = window("work", "all");
        rig.bad("shop");
        rig.good("shop");
        end(window);

        assertThat(rig.lines.titles()).containsExactly(
                "MAINTENANCE  work  until 15:02:00", "MAINTENANCE OVER  work  after 5 min");
        rig.bad("shop");
        assertThat(rig.incident("shop").number()).isEqualTo(1);
    }

    @Test
    void aRoomIsToldOnceOfAllItsMonitorsAndAnotherOnlyOfItsOwn() {
        rig.add("shop", "lines");
        rig.add("shop-db", "lines", "edits");
        rig.add("mail", "edits");
        window("work", "shop*");
        rig.settled();

        assertThat(rig.lines.posts()).hasSize(1);
        assertThat(rig.lines.last()).contains("shop, shop-db: new racks");
        assertThat(rig.edits.posts()).hasSize(1);
        assertThat(rig.edits.last()).contains("  shop-db: new racks");
        assertThat(rig.console.posts()).isEmpty();
    }

    @Test
    void whoWasToldOfItIsToldOfItsEndThoughTheMonitorIsGone() {
        rig.add("shop", "lines");
        Window window = window("work", "shop");
        rig.engine.definitions().remove("shop");
        end(window);

        assertThat(rig.lines.titles()).containsExactly(
                "MAINTENANCE  work  until 15:00:00", "MAINTENANCE OVER  work  after 0 ms");
    }

    @Test
    void nothingIsTroubleUntilTheLastOfOverlappingWindowsEnds() {
        rig.add(Draft.named("shop", "scripted://shop").room("lines").group("web").tag("eu"));
        Window first = window("first", "group:web");
        Window second = window("second", "tag:eu");
        rig.bad("shop");
        end(first);
        assertThat(rig.view("shop").incident()).isEmpty();
        end(second);

        assertThat(rig.lines.titles()).containsExactly(
                "MAINTENANCE  first  until 15:00:00", "MAINTENANCE  second  until 15:00:00",
                "MAINTENANCE OVER  first  after 3 min", "MAINTENANCE OVER  second  after 3 min", "DOWN  shop  #1");
    }

    @Test
    void underAMuteTheEndOfTroubleIsToldWhenTheMuteEndsAndNewTroubleWhenBothHave() {
        rig.add("shop", "lines");
        rig.bad("shop");
        Window window = window("work", "shop");
        var mute = rig.mute("shop");
        rig.good("shop");
        rig.bad("shop");
        assertThat(rig.lines.titles()).hasSize(2);

        rig.unmute(mute);
        assertThat(rig.lines.titles()).hasSize(3).last().isEqualTo("RECOVERED  shop  #1  after 3 min");
        var again = rig.mute("shop");
        end(window);
        assertThat(rig.lines.titles()).hasSize(4).last().asString().startsWith("MAINTENANCE OVER");
        rig.unmute(again);
        assertThat(rig.lines.titles()).hasSize(5).last().isEqualTo("DOWN  shop  #2");
    }

    @Test
    void worseAndRemindersInsideAreNotToldAndWhatIsWorseIsAtTheEnd() {
        rig.reminding(HOUR);
        rig.add(Draft.named("shop", "scripted://shop").room("lines")
                .expect("warn: [STATUS] == 200").expect("[STATUS] < 500"));
        rig.good("shop");
        rig.bad("shop", 404);
        Window window = window("work", "shop");
        rig.apply(new Change.ReminderDue(1));
        rig.bad("shop", 503);
        rig.settled();
        assertThat(rig.lines.titles()).hasSize(2).first().isEqualTo("DEGRADED  shop  #1");

        end(window);
        assertThat(rig.lines.titles()).hasSize(4).last().isEqualTo("DOWN  shop  #1");
    }

    @Test
    void whatIsOnItsWayToRecoveryAtTheEndIsToldOnlyWhenItIsBadAgain() {
        rig.add("shop", "lines");
        rig.add("mail", "lines");
        Window window = window("work", "all");
        rig.bad("shop");
        rig.bad("mail");
        rig.check("shop", 200);
        rig.check("mail", 200);
        end(window);
        assertThat(rig.lines.titles()).hasSize(2);

        rig.check("shop", 503);
        rig.check("mail", 200);
        rig.settled();
        assertThat(rig.lines.titles()).hasSize(3).last().isEqualTo("DOWN  shop  #1");
        assertThat(rig.state("mail")).isEqualTo("UP");
    }

    @Test
    void aMonitorThatAnEditTakesOutOfItIsToldOfAtItsNextCheck() {
        Monitor monitor = rig.add(Draft.named("shop", "scripted://shop").room("lines").tag("eu"));
        window("work", "tag:eu");
        rig.bad("shop");
        rig.engine.definitions().edit("shop", monitor.draft().edit().tags(List.of("us")).build());
        rig.check("shop", 503);
        rig.settled();

        assertThat(rig.lines.titles()).last().isEqualTo("DOWN  shop  #1");
    }

    @Test
    void aRecurringWindowThatIsClosedComesAgainAtItsNextTime() {
        rig.add("shop", "lines");
        Window daily = plans().add(
                draft("daily", "shop", Timetable.days(LocalTime.of(13, 30), Set.of(), UTC, HOUR)), Rig.ANA);
        assertThat(plans().open(daily)).isPresent();
        end(daily);
        rig.clock.pass(Duration.ofMinutes(10));
        edge(daily);
        rig.restart();
        edge(daily);
        assertThat(plans().open(daily)).isEmpty();
        assertThat(plans().next(daily)).contains(Instant.parse("2026-03-03T13:30:00Z"));
        rig.bad("shop");
        assertThat(rig.lines.titles()).containsExactly(
                "MAINTENANCE  daily  until 14:30:00", "MAINTENANCE OVER  daily  after 30 min", "DOWN  shop  #1");

        rig.clock.pass(Duration.between(rig.clock.instant(), Instant.parse("2026-03-03T13:30:00Z")));
        edge(daily);
        rig.settled();
        assertThat(rig.lines.titles()).last().isEqualTo("MAINTENANCE  daily  until 14:30:00");
    }

    @Test
    void aConfigurationThatIsReadAgainTouchesOnlyWhatDiffers() {
        rig.add("shop", "lines");
        rig.add("mail", "lines");
        Timetable now = Timetable.days(LocalTime.of(13, 30), Set.of(), UTC, HOUR);
        List<Window.Draft> written = new ArrayList<>(List.of(draft("a", "shop", now), draft("b", "mail", now)));
        assertThat(plans().replace(Origin.CONFIG, written)).isEmpty();
        rig.restart();
        assertThat(plans().replace(Origin.CONFIG, written)).isEmpty();
        assertThat(rig.lines.titles()).hasSize(2);

        written.set(0, draft("a", "shop", Timetable.days(LocalTime.of(13, 30), Set.of(), UTC, HOUR.multipliedBy(2))));
        written.removeLast();
        assertThat(plans().replace(Origin.CONFIG, written)).isEmpty();
        rig.settled();
        assertThat(rig.lines.titles()).hasSize(3).last().isEqualTo("MAINTENANCE OVER  b  after 30 min");
        assertThat(rig.view("shop").maintenance()).hasValueSatisfying(
                run -> assertThat(run.span().to()).isEqualTo(Instant.parse("2026-03-02T15:30:00Z")));
        assertThat(plans().replace(Origin.CONFIG, List.of(draft("c", "shpo", now)))).hasSize(1).first()
                .asString().contains("shpo");
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

    private void end(Window window) {
        plans().close(window);
        rig.settled();
    }

    private void edge(Window window) {
        rig.apply(new Change.WindowEdge(window.id()));
        rig.settled();
    }
}
