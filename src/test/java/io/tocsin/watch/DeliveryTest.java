package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.notification.Backlog;
import io.tocsin.notification.NoticeSettings;
import io.tocsin.spi.Action;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import io.tocsin.watch.RecordingRoom.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What rooms are to know arrives, whatever the rooms do. */
class DeliveryTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theFirstComesAtOnceAndManyOthersTogether() {
        downTogether(8, "lines", rig.lines);
        rig.settled();

        assertThat(rig.lines.titles()).containsExactly("DOWN  m0  #1", "7 changes: 7 down");
        assertThat(rig.lines.posts().getLast().message().subjects())
                .extracting(subject -> subject.state() + " " + subject.monitor())
                .startsWith("DOWN m1", "DOWN m2")
                .hasSize(7);
    }

    @Test
    void fiveAreNotManyYet() {
        downTogether(5, "edits", rig.edits);
        rig.settled();

        assertThat(rig.edits.shownTitles()).containsExactly(
                "DOWN  m0  #1", "DOWN  m1  #2", "DOWN  m2  #3", "DOWN  m3  #4", "DOWN  m4  #5");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whereMessagesCanBeEditedTheOthersAreOneMessageThatFollowsThem() {
        downTogether(7, "edits", rig.edits);
        rig.settled();
        assertThat(rig.edits.shownTitles()).containsExactly("DOWN  m0  #1", "6 incidents, 6 open");

        rig.good("m6");
        assertThat(rig.edits.shownTitles()).last().isEqualTo("6 incidents, 5 open");
        rig.restart();
        rig.good("m5");
        assertThat(rig.edits.shownTitles()).hasSize(2).last().isEqualTo("6 incidents, 4 open");
        assertThat(rig.edits.shown().getLast().text()).contains("DOWN  m4", "RECOVERED  m5", "RECOVERED  m6");

        IntStream.range(1, 5).forEach(i -> rig.good("m" + i));
        assertThat(rig.edits.shownTitles()).hasSize(2).last().isEqualTo("6 incidents, 0 open");
        await().until(() -> open() == 1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whatBeginsSoonAfterJoinsTheMessageOfTheOthersAlsoAfterARestart() {
        downTogether(12, "edits", rig.edits);
        rig.settled();
        rig.restart();
        downTogether(12, 22, "edits", rig.edits);
        rig.settled();

        assertThat(rig.edits.shownTitles()).contains("DOWN  m0  #1", "20 incidents, 20 open").hasSize(3);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aStormPingsOnce() {
        rig.pinging("here");
        downTogether(20, "edits", rig.edits);
        rig.settled();
        assertThat(rig.edits.posts()).extracting(post -> post.message().mention()).containsExactly("here", "");
        assertThat(rig.edits.shown()).extracting(Message::mention).containsExactly("here", "");

        rig.restart();
        rig.add("late", "edits");
        IntStream.range(0, 3).forEach(check -> rig.checkNow(rig.monitor("late"), 503));
        rig.settled();
        assertThat(rig.edits.posts()).extracting(post -> post.message().mention()).containsOnlyOnce("here");

        rig.add("later", "edits");
        rig.bad("later");
        assertThat(rig.edits.posts().getLast().message().mention()).isEqualTo("here");
    }

    @Test
    void troubleThatGoesOnAndOnPingsOnceAMinute() {
        rig.pinging("here");
        for (int i = 0; i < 4; i++) {
            String name = "m" + i;
            rig.add(name, "edits");
            IntStream.range(0, 3).forEach(check -> rig.checkNow(rig.monitor(name), 503));
            rig.settled();
            rig.clock.pass(Duration.ofSeconds(40));
        }

        assertThat(rig.edits.posts()).extracting(post -> post.message().mention())
                .containsExactly("here", "", "here", "");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whatHappensToManyIsOneLineInTheThreadOfTheirMessage() {
        downTogether(12, "edits", rig.edits);
        rig.settled();
        IntStream.range(1, 12).forEach(
                i -> rig.apply(new Change.Acknowledged(rig.incident("m" + i).number(), new Person("x:1", "ana"), "")));
        rig.settled();

        assertThat(rig.edits.posts().stream().filter(post -> post.thread().isEmpty())).hasSize(2);
        assertThat(rig.edits.threaded()).hasSizeLessThan(12);
        await().untilAsserted(() -> assertThat(rig.edits.shown().getLast().text()).contains("acknowledged by ana"));
        assertThat(rig.edits.shown().getLast().severity()).isEqualTo(Severity.HANDLED);
        assertThat(rig.edits.shown().getLast().actions()).extracting(Action::label).containsExactly("What is down");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aDigestCanBeAcknowledgedAtOnceOrOneByOne() {
        downTogether(7, "edits", rig.edits);
        rig.settled();
        List<Action> actions = rig.edits.shown().getLast().actions();

        assertThat(actions).extracting(Action::line)
                .containsExactly("ack digest:1", "ack " + rig.incident("m1").number(), "status down");
        assertThat(rig.engine.notifications().digest(1)).hasSize(6).doesNotContain(rig.incident("m0").number());
    }

    @Test
    void aRoomThatFailsDelaysNoOther() {
        rig.add("shop", "lines", "edits");
        rig.lines.failsLater();
        rig.bad("shop");
        await().until(() -> rig.edits.posts().size() == 1);
        await().until(() -> !rig.lines.calls().isEmpty());

        Backlog backlog = rig.engine.notifications().backlogs().get("lines");
        assertThat(backlog.waiting()).isEqualTo(1);
        assertThat(backlog.why()).isEqualTo("503");
        assertThat(backlog.since()).isPresent();
        assertThat(rig.engine.notifications().backlogs()).containsOnlyKeys("lines");

        rig.lines.works();
        await().until(() -> rig.lines.posts().size() == 1);
        await().until(() -> rig.engine.notifications().backlogs().isEmpty());
    }

    @Test
    void aRoomThatWorksAgainGetsAllLinesInOrderAndOnlyTheNewestPicture() {
        rig.add("shop", "lines", "edits");
        rig.lines.failsLater();
        rig.edits.failsLater();
        rig.bad("shop");
        await().until(() -> !rig.edits.calls().isEmpty() && !rig.lines.calls().isEmpty());
        rig.good("shop");
        rig.bad("shop");
        rig.lines.works();
        rig.edits.works();

        await().until(() -> rig.lines.posts().size() == 3 && rig.edits.shown().size() == 2);
        assertThat(rig.lines.titles())
                .containsExactly("DOWN  shop  #1", "RECOVERED  shop  #1  after 3 min", "DOWN  shop  #2");
        await().untilAsserted(() -> assertThat(rig.edits.shownTitles())
                .containsExactly("RECOVERED  shop  #1  after 3 min", "DOWN  shop  #2"));
    }

    @Test
    void aRefusedMessageIsTriedAsPlainTextThenGivenUpAndTheAdminRoomIsTold() {
        rig.add("shop", "lines");
        rig.lines.fails(call -> {
            if (call.message().plain().contains("DOWN")) {
                throw new RoomException(Kind.REFUSED, "too rude");
            }
        });
        rig.bad("shop");
        rig.good("shop");

        assertThat(rig.lines.calls()).extracting(call -> call.replaceAll("-\\w+$", ""))
                .containsExactly("post line-1", "post line-1", "post line-3");
        assertThat(rig.lines.titles()).containsExactly("RECOVERED  shop  #1  after 3 min");
        await().until(() -> !rig.console.posts().isEmpty());
        assertThat(rig.console.titles()).containsExactly("a message for lines was given up: too rude");
        assertThat(rig.engine.notifications().backlogs().get("lines").undeliverable()).isEqualTo(1);
    }

    @Test
    void aMessageRefusedForItsLooksArrivesAsPlainText() {
        rig.add("shop", "lines");
        rig.lines.fails(call -> {
            if (!call.message().title().isEmpty()) {
                throw new RoomException(Kind.REFUSED, "no blocks here");
            }
        });
        rig.bad("shop");

        assertThat(rig.lines.last()).startsWith("DOWN  shop  #1\n  scripted://shop");
        assertThat(rig.console.posts()).isEmpty();
    }

    @Test
    void aRoomThatFailsForTooLongIsGivenUp() {
        rig.notices(new NoticeSettings("console", "lines", Duration.ofMinutes(30)));
        rig.add("shop", "lines");
        rig.lines.failsLater();
        rig.bad("shop");
        await().until(() -> !rig.lines.calls().isEmpty());
        rig.clock.pass(Duration.ofMinutes(31));

        await().until(() -> !rig.console.posts().isEmpty());
        assertThat(rig.console.titles()).containsExactly("a message for lines was given up: 503");
    }

    @Test
    void aMessageThatCannotBeEditedNowKeepsNoNewsWaiting() {
        rig.add("shop", "edits");
        rig.add("mail", "edits");
        rig.bad("shop");
        AtomicBoolean busy = new AtomicBoolean(true);
        rig.edits.fails(call -> {
            if (busy.get() && call.what().equals("edit") && call.key().equals("m1")) {
                throw new RoomException(Kind.LATER, "locked");
            }
        });
        rig.check("shop", 200);
        rig.check("shop", 200);
        await().until(() -> rig.edits.calls().contains("edit m1"));
        rig.bad("mail", 503);
        await().until(() -> rig.edits.titles().contains("DOWN  mail  #2"));
        rig.check("mail", 200);
        rig.check("mail", 200);
        await().untilAsserted(
                () -> assertThat(rig.edits.shownTitles()).contains("DOWN  shop  #1",
                        "RECOVERED  mail  #2  after 3 min"));

        busy.set(false);
        await().untilAsserted(() -> assertThat(rig.edits.shownTitles()).contains("RECOVERED  shop  #1  after 3 min"));
    }

    @Test
    void aPostThatMayHaveArrivedIsLookedForBeforeItIsTriedAgain() {
        rig.add("shop", "edits");
        AtomicBoolean first = new AtomicBoolean(true);
        rig.edits.failsAfterwards(call -> {
            if (first.getAndSet(false)) {
                throw new RoomException(Kind.LATER, "no answer");
            }
        });
        rig.bad("shop", 503);
        await().until(() -> rig.edits.calls().stream().anyMatch(call -> call.startsWith("find incident-1-")));
        rig.settled();

        assertThat(rig.edits.shownTitles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void whatARoomShowsIsNeverOlderThanWhatIsWanted() throws Exception {
        rig.add("shop", "edits");
        CountDownLatch posting = new CountDownLatch(1);
        CountDownLatch recovered = new CountDownLatch(1);
        rig.edits.fails((Call call) -> {
            posting.countDown();
            awaitLatch(recovered);
        });
        rig.bad("shop", 503);
        posting.await();
        rig.check("shop", 200);
        rig.check("shop", 200);
        recovered.countDown();
        rig.settled();

        assertThat(rig.edits.shownTitles()).containsExactly("RECOVERED  shop  #1  after 3 min");
        await().until(() -> open() == 0);
    }

    @Test
    void nothingIsLeftOverWhenAllIsWell() {
        rig.add("shop", "lines", "edits");
        rig.bad("shop");
        rig.good("shop");
        await().until(() -> open() == 0);
        rig.restart();

        assertThat(rig.lines.posts()).hasSize(2);
        assertThat(rig.engine.notifications().backlogs()).isEmpty();
        assertThat(rig.engine.notifications().follows(rig.monitor("shop"))).isFalse();
    }

    private void downTogether(int monitors, String room, RecordingRoom where) {
        downTogether(0, monitors, room, where);
    }

    /** The first goes down, and the others while that is still being posted. */
    private void downTogether(int from, int to, String room, RecordingRoom where) {
        CountDownLatch posting = new CountDownLatch(1);
        CountDownLatch allDown = new CountDownLatch(1);
        where.fails(call -> {
            posting.countDown();
            awaitLatch(allDown);
        });
        IntStream.range(from, to).forEach(i -> rig.add("m" + i, room));
        IntStream.range(0, 3).forEach(check -> rig.checkNow(rig.monitor("m" + from), 503));
        awaitQuietly(posting);
        for (int check = 0; check < 3; check++) {
            IntStream.range(from + 1, to).forEach(i -> rig.checkNow(rig.monitor("m" + i), 503));
        }
        where.works();
        allDown.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private long open() {
        return rig.database.read(tx -> tx.query("select incident from delivery where not done", row -> 1)).size();
    }

    private static void awaitLatch(CountDownLatch latch) throws RoomException {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new RoomException(Kind.LATER, "stopped");
        }
    }
}
