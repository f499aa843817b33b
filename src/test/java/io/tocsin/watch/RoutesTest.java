package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.notification.NoticeSettings;
import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** It is Monday, 2 March 2026, 14:00 UTC, when these begin. */
class RoutesTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    /** The places that were told, in order, without repetition. */
    private List<String> told() {
        rig.settled();
        return rig.lines.posts().stream().map(RecordingRoom.Post::place).distinct().toList();
    }

    private void slow(String name) {
        rig.bad(name, 404);
    }

    private Draft.Builder draft(String name) {
        return Draft.named(name, "scripted://" + name).expect("warn: [STATUS] == 200").expect("[STATUS] < 500");
    }

    @Test
    void routesAddToTheRoomsOfTheMonitorAndTheDefaultRoomIsForTheRest() {
        rig.notices(new NoticeSettings("console", "lines:default", Duration.ofHours(24)))
                .hearing("route.db.monitors=group:db", "route.db.rooms=lines:dba", "route.all.monitors=tag:web",
                        "route.all.rooms=lines:web");
        rig.add(draft("one").group("db").tag("web").room("lines:own"));
        rig.add(draft("two").group("db"));
        rig.add(draft("three"));

        rig.bad("one");
        assertThat(told()).containsExactlyInAnyOrder("own", "web", "dba");
        rig.bad("two");
        assertThat(told()).containsExactlyInAnyOrder("own", "web", "dba");
        rig.bad("three");
        assertThat(told()).containsExactlyInAnyOrder("own", "web", "dba", "default");
    }

    @Test
    void aRouteThatStopsHasTheLastWord() {
        rig.hearing("route.a.order=2", "route.a.rooms=lines:late", "route.b.order=1", "route.b.rooms=lines:first",
                "route.b.monitors=shop", "route.b.stop=true");
        rig.add(draft("shop"));
        rig.bad("shop");
        assertThat(told()).containsExactlyInAnyOrder("first");
        rig.add(draft("mail"));
        rig.bad("mail");
        assertThat(told()).containsExactlyInAnyOrder("first", "late");
    }

    @Test
    void aSeverityIsToldWhereItBelongsAndRisingReachesMore() {
        rig.hearing("route.slow.severity=degraded", "route.slow.rooms=lines:slow", "route.down.severity=down",
                "route.down.rooms=lines:down");
        rig.add(draft("shop"));
        slow("shop");
        assertThat(told()).containsExactlyInAnyOrder("slow");
        rig.bad("shop");
        assertThat(told()).containsExactlyInAnyOrder("slow", "down");
        rig.good("shop");

        assertThat(rig.lines.posts().stream().filter(post -> post.title().startsWith("RECOVERED"))
                .map(RecordingRoom.Post::place)).containsExactlyInAnyOrder("slow", "down");
    }

    @Test
    void theTimeOfDayCountsWhenTroubleIsToldAndItsEndIsToldToTheSame() {
        rig.hearing("route.day.between=08:00-18:00", "route.day.days=MON-FRI", "route.day.rooms=lines:day",
                "route.night.between=18:00-08:00", "route.night.rooms=lines:night");
        rig.add(draft("shop"));
        rig.bad("shop");
        assertThat(told()).containsExactlyInAnyOrder("day");
        rig.clock.pass(Duration.ofHours(6));
        rig.unmute(rig.mute("other"));
        rig.restart();
        rig.unmute(rig.mute("all"));
        assertThat(told()).containsExactlyInAnyOrder("day");
        rig.good("shop");
        assertThat(told()).containsExactlyInAnyOrder("day");

        rig.bad("shop");
        assertThat(told()).containsExactlyInAnyOrder("day", "night");
    }

    @Test
    void whatIsToldWhenAMuteEndsIsToldToWhoHearsThen() {
        rig.hearing("route.day.between=08:00-18:00", "route.day.rooms=lines:day",
                "route.night.between=18:00-08:00", "route.night.rooms=lines:night");
        rig.add(draft("shop"));
        var mute = rig.mute("shop");
        rig.bad("shop");
        rig.clock.pass(Duration.ofHours(6));
        rig.unmute(mute);

        assertThat(told()).containsExactlyInAnyOrder("night");
    }

    @Test
    void nobodyMeansNobodyWhateverRoutesSay() {
        rig.hearing("route.all.rooms=lines:all");
        rig.add(draft("shop").room("nobody"));
        rig.bad("shop");

        assertThat(told()).isEmpty();
    }

    @Test
    void aRouteToNowhereTellsTheDefaultRoom() {
        rig.notices(new NoticeSettings("console", "lines:default", Duration.ofHours(24)))
                .hearing("route.all.rooms=gone");
        rig.add(draft("shop"));
        rig.bad("shop");

        assertThat(told()).containsExactlyInAnyOrder("default");
    }

    @Test
    void quietHoursThatFollowOneAnotherAreSaidToEndWithTheLast() {
        rig.hearing("quiet.q.days=MON, TUE", "quiet.late.between=22:00-02:00");
        Monitor shop = rig.add(draft("shop").room("lines:own"));

        assertThat(rig.engine.notifications().why(shop, Level.DEGRADED, ZoneId.of("UTC")).others())
                .containsExactly(Phrase.of("notification.why.quiet", "lines:own", "q", "2026-03-04 02:00:00"));
    }
}
