package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.incident.IncidentStore;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Policy.FlapPolicy;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void anOutageAndItsEndAreToldOnceEach() {
        rig.add("shop", "lines");
        rig.good("shop");

        rig.bad("shop");
        rig.bad("shop");
        rig.good("shop");
        rig.good("shop");

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1", "RECOVERED  shop  #1  after 6 min");
    }

    @Test
    void aNoticeNamesAllThatPeopleWillAsk() {
        rig.add(Draft.named("shop", "scripted://ana:secret@shop/health").room("lines")
                .expect("[STATUS] == 200").expect("[RESPONSE_TIME] < 100").expect("[CONNECTED] == true"));
        rig.bad("shop");

        assertThat(rig.lines.last()).isEqualTo("""
                DOWN  shop  #1
                  scripted://shop/health
                  503 Service Unavailable in 212 ms, 3 of 3 checks since 14:01:00
                  x [STATUS] (503) == 200
                  x [RESPONSE_TIME] (212ms) < 100
                  ack 1 | mute shop for 1h | check shop""");
    }

    @Test
    void fewerBadChecksThanTheThresholdAreNothing() {
        rig.add("shop", "lines");
        rig.good("shop");
        rig.check("shop", 503);
        rig.check("shop", 503);
        rig.check("shop", 200);
        rig.check("shop", 503);
        rig.settled();

        assertThat(rig.state("shop")).isEqualTo("UP");
        assertThat(rig.lines.posts()).isEmpty();
    }

    @Test
    void comingUpForTheFirstTimeIsSilentAndComingUpBadIsNot() {
        rig.add("shop", "lines");
        rig.add("mail", "lines");
        assertThat(rig.state("shop")).isEqualTo("PENDING");
        rig.good("shop");
        assertThat(rig.lines.posts()).isEmpty();

        rig.bad("mail");
        assertThat(rig.lines.titles()).containsExactly("DOWN  mail  #1");
    }

    @Test
    void theEndIsToldUnderItsMessageHoweverSoonItIsShown() {
        rig.add("shop", "edits");
        rig.good("shop");
        int incidents = 100;
        for (int i = 0; i < incidents; i++) {
            rig.bad("shop", 503);
            rig.good("shop");
        }

        assertThat(rig.edits.shownTitles()).hasSize(incidents);
    }

    @Test
    void whatHappensAtOnceIsToldInTheSameOrderInEveryRoom() {
        Map<String, RecordingRoom> rooms = new TreeMap<>();
        for (String kind : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            rooms.put(kind + ":#ops", new RecordingRoom(false));
            rig.channel(kind, rooms.get(kind + ":#ops"));
        }
        List<Monitor> monitors = IntStream.range(0, 3)
                .mapToObj(i -> rig.add("shop-" + i, rooms.keySet().toArray(String[]::new)))
                .toList();
        for (int i = 0; i < 200; i++) {
            int status = i % 2 == 0 ? 503 : 200;
            rig.clock.pass(Duration.ofMinutes(1));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                monitors.forEach(monitor -> threads.execute(() -> {
                    for (int check = 0; check < 3; check++) {
                        rig.checkNow(monitor, status);
                    }
                }));
            }
            rig.settled();
        }

        List<String> order = rooms.get("a:#ops").titles();
        assertThat(order).hasSize(600);
        assertThat(rooms.values()).extracting(RecordingRoom::titles).containsOnly(order);
    }

    @Test
    void worseIsToldAnewAndBetterIsOnlyShown() {
        for (String room : List.of("lines", "edits")) {
            rig.add(Draft.named("shop-" + room, "scripted://shop").room(room)
                    .expect("warn: [STATUS] == 200").expect("[STATUS] < 500"));
            rig.good("shop-" + room);
            rig.bad("shop-" + room, 404);
            rig.bad("shop-" + room);
            rig.bad("shop-" + room, 404);
            rig.good("shop-" + room);
        }

        assertThat(rig.lines.titles()).containsExactly(
                "DEGRADED  shop-lines  #1", "DOWN  shop-lines  #1", "RECOVERED  shop-lines  #1  after 9 min");
        assertThat(rig.edits.shownTitles()).containsExactly("RECOVERED  shop-edits  #2  after 9 min");
        assertThat(rig.edits.threaded())
                .containsExactly("DOWN  shop-edits  #2", "RECOVERED  shop-edits  #2  after 9 min");
    }

    @Test
    void aRoomThatCanEditHasOneMessageAnIncident() {
        rig.add("shop", "edits");
        rig.good("shop");
        rig.bad("shop");
        assertThat(rig.edits.shownTitles()).containsExactly("DOWN  shop  #1");

        rig.good("shop");
        assertThat(rig.edits.shownTitles()).containsExactly("RECOVERED  shop  #1  after 3 min");
        assertThat(rig.edits.threaded()).containsExactly("RECOVERED  shop  #1  after 3 min");
    }

    @Test
    void aMonitorWithoutARoomTellsTheDefaultRoomAndAnUnknownRoomIsAnsweredThereToo() {
        rig.add("shop");
        rig.bad("shop");
        rig.add("mail", "nowhere");
        rig.bad("mail");

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1", "DOWN  mail  #2");
    }

    @Test
    void anAcknowledgementIsToldAndASecondOneIsRefusedKindly() {
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.apply(new Change.Acknowledged(1, Rig.ANA, "on it"));
        rig.settled();

        assertThat(rig.lines.last()).isEqualTo("ana has acknowledged shop #1: on it");
        assertThat(rig.incident("shop").acknowledged()).isPresent();
        assertRefused(
                () -> rig.apply(new Change.Acknowledged(1, Rig.BEN, "")),
                "incident 1 was acknowledged by ana already");

        rig.good("shop");
        assertThat(rig.lines.titles()).last().isEqualTo("RECOVERED  shop  #1  after 3 min, acknowledged by ana");
        assertRefused(
                () -> rig.apply(new Change.Acknowledged(1, Rig.BEN, "")),
                "incident 1 is over, or there is none of that number; \"incidents open\" lists those that go on");
    }

    @Test
    void aNoteIsKeptAlsoAfterTheEnd() {
        rig.add("shop", "edits");
        rig.bad("shop");
        rig.apply(new Change.Noted(1, Rig.ANA, "a cable"));
        rig.good("shop");
        rig.apply(new Change.Noted(1, Rig.BEN, "replaced it"));
        rig.settled();

        assertThat(rig.edits.threaded()).first().isEqualTo("ana on shop #1: a cable");
        List<IncidentStore.Event> events = rig.database.read(tx -> IncidentStore.events(tx, 1));
        assertThat(events).extracting(event -> event.kind() + " " + event.text())
                .containsExactly("OPENED ", "NOTED a cable", "RECOVERED ", "NOTED replaced it");
        assertRefused(
                () -> rig.apply(new Change.Noted(7, Rig.ANA, "what")),
                "there is no incident 7; \"incidents\" lists the newest");
    }

    @Test
    void pausingEndsTheIncidentAndResumingBeginsAnew() {
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.engine.definitions().pause("shop", true);
        rig.settled();

        assertThat(rig.state("shop")).isEqualTo("PAUSED");
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1",
                "UNWATCHED  shop  #1  no longer watched, after 2 min");

        rig.check("shop", 503);
        assertThat(rig.state("shop")).isEqualTo("PAUSED");
        rig.engine.definitions().pause("shop", false);
        assertThat(rig.state("shop")).isEqualTo("PENDING");
        rig.bad("shop");
        assertThat(rig.lines.titles()).last().isEqualTo("DOWN  shop  #2");
    }

    @Test
    void removingAMonitorIsToldToWhoeverWasTold() {
        rig.add("shop", "lines");
        rig.add("mail", "lines");
        rig.bad("shop");
        rig.engine.definitions().remove("shop");
        rig.engine.definitions().remove("mail");
        rig.settled();

        assertThat(rig.engine.watching().monitors()).isEmpty();
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1",
                "UNWATCHED  shop  #1  no longer watched, after 2 min");
    }

    @Test
    void aRemovalInsideAMuteIsToldToo() {
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.mute("shop");
        rig.engine.definitions().remove("shop");
        rig.settled();

        assertThat(rig.lines.titles()).last().isEqualTo("UNWATCHED  shop  #1  no longer watched, after 2 min");
    }

    @Test
    void anEditKeepsWhatIsBelievedAndDropsResultsOfTheOldDefinition() {
        Monitor old = rig.add("shop", "lines");
        rig.bad("shop");
        rig.engine.definitions().edit("shop", old.draft().edit().name("store").confirm(2).build());

        assertThat(rig.state("store")).isEqualTo("DOWN");
        rig.checkNow(old, 200);
        rig.checkNow(old, 200);
        assertThat(rig.state("store")).isEqualTo("DOWN");
        rig.good("store");
        assertThat(rig.lines.titles()).last().isEqualTo("RECOVERED  store  #1  after 3 min");
    }

    @Test
    void aRoomThatIsAddedDuringAnIncidentIsToldOfIt() {
        Monitor monitor = rig.add("shop", "lines");
        rig.bad("shop");
        rig.engine.definitions().edit("shop", monitor.draft().edit().rooms(List.of("edits")).build());
        rig.settled();
        rig.good("shop");

        assertThat(rig.edits.shownTitles()).containsExactly("RECOVERED  shop  #1  after 3 min");
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1", "RECOVERED  shop  #1  after 3 min");
    }

    @Test
    void aReminderSaysHowLongAndStopsWithAnAcknowledgement() {
        rig.reminding(Duration.ofHours(1));
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.clock.pass(Duration.ofHours(1));
        rig.apply(new Change.ReminderDue(1));
        rig.settled();

        assertThat(rig.lines.last())
                .startsWith("DOWN  shop  #1\n  still DOWN, for 1 h 2 min\n  503 Service Unavailable");

        rig.apply(new Change.Acknowledged(1, Rig.ANA, ""));
        rig.apply(new Change.ReminderDue(1));
        rig.settled();
        assertThat(rig.lines.posts()).hasSize(3);
    }

    @Test
    void flappingIsToldOnceInWordsAndSteadinessSaysWhatItIs() {
        rig.flapping(new FlapPolicy(true, Duration.ofMinutes(2), 30, 25));
        rig.add("shop", "lines");
        rig.good("shop");
        for (int i = 0; i < 4; i++) {
            rig.bad("shop");
            rig.good("shop");
        }
        int before = rig.lines.posts().size();
        assertThat(rig.state("shop")).isEqualTo("FLAPPING");
        assertThat(rig.lines.last()).isEqualTo(
                """
                        FLAPPING  shop  #3
                          scripted://shop
                          it went between good and bad 6 times or more within 40 min, so it is told again only when it is steady; \
                        last: 503 Service Unavailable, 3 of 3 checks since 14:13:00
                          x [STATUS] (503) < 400
                          ack 3 | mute shop for 1h | check shop""");

        rig.bad("shop");
        assertThat(rig.lines.posts()).hasSize(before);
        for (int i = 0; i < 15; i++) {
            rig.bad("shop");
        }
        assertThat(rig.state("shop")).isEqualTo("DOWN");
        assertThat(rig.lines.last()).startsWith("DOWN  shop  #3\n  no longer flapping: it stays like this\n");
        rig.good("shop");
        assertThat(rig.lines.titles()).last().asString().startsWith("RECOVERED  shop  #3  after ");
    }

    private static void assertRefused(ThrowingCallable action, String words) {
        assertThatThrownBy(action).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase())).isEqualTo(words));
    }
}
