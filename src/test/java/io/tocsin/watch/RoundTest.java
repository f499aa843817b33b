package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tocsin.notification.NoticeSettings;
import io.tocsin.spi.Message.Subject;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.watch.RecordingRoom.Post;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens together is one message in a room that cannot edit, and what follows on an incident stays with it. */
final class RoundTest {

    private static final NoticeSettings TOGETHER =
            new NoticeSettings("console", "lines", Duration.ofHours(24), Duration.ofSeconds(1));

    private final Rig rig = new Rig().notices(TOGETHER);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theChangesOfOneMomentAreOneMessageThatBeginsWithHowMany() throws Exception {
        IntStream.range(0, 5).forEach(i -> rig.add("m" + i, "lines"));
        rig.bad("m4");
        CountDownLatch release = whileTheFirstIsPosted("m0");
        IntStream.range(1, 4).forEach(i -> downNow("m" + i));
        IntStream.range(0, 2).forEach(check -> rig.checkNow(rig.monitor("m4"), 200));
        release.countDown();
        rig.settled();

        assertThat(rig.lines.titles())
                .containsExactly("DOWN  m4  #1", "DOWN  m0  #2", "4 changes: 3 down, 1 recovered");
        assertThat(rig.lines.last()).contains(
                "\n  DOWN  m1  #3  scripted://m1", "\n  DOWN  m2  #4  scripted://m2", "\n  DOWN  m3  #5",
                "\n  RECOVERED  m4  #1  after 2 min");
        assertThat(rig.lines.posts().getLast().message().subjects()).extracting(Subject::state, Subject::monitor)
                .containsExactlyInAnyOrder(
                        tuple("DOWN", "m1"),
                        tuple("DOWN", "m2"),
                        tuple("DOWN", "m3"),
                        tuple("RECOVERED", "m4"));
    }

    @Test
    void whatHappenedAtOtherTimesStaysApartAlsoWhenItWaitedTogether() {
        rig.add("shop", "lines");
        rig.lines.failsLater();
        rig.bad("shop");
        await().until(() -> !rig.lines.calls().isEmpty());
        rig.good("shop");
        rig.bad("shop");
        rig.lines.works();

        await().untilAsserted(() -> assertThat(rig.lines.titles())
                .containsExactly("DOWN  shop  #1", "RECOVERED  shop  #1  after 3 min", "DOWN  shop  #2"));
    }

    @Test
    void aRoundThatIsOnItsWayAtAKillComesAsTheSameMessage() throws Exception {
        IntStream.range(0, 3).forEach(i -> rig.add("m" + i, "lines"));
        CountDownLatch release = whileTheFirstIsPosted("m0");
        downNow("m1");
        downNow("m2");
        rig.lines.fails(call -> {
            if (call.key().startsWith("lines-")) {
                throw new RoomException(Kind.LATER, "503");
            }
        });
        release.countDown();
        await().until(() -> rig.lines.calls().stream().anyMatch(call -> call.startsWith("post lines-")));
        rig.restartAtOnce();
        rig.lines.works();
        rig.settled();

        await().untilAsserted(
                () -> assertThat(rig.lines.titles()).containsExactly("DOWN  m0  #1", "2 changes: 2 down"));
        assertThat(rig.lines.calls().stream().filter(call -> call.startsWith("post lines-")).distinct()).hasSize(1);
    }

    @Test
    void whatFollowsIsAReplyToTheFirstAlsoAfterARestart() {
        rig.lines.threaded(true);
        rig.add("shop", "lines");
        rig.add("mail", "lines");
        rig.bad("shop");
        rig.bad("mail");
        rig.restart();
        rig.good("mail");
        rig.good("shop");
        rig.bad("shop");

        assertThat(rig.lines.posts()).extracting(Post::title, Post::thread).containsExactly(
                tuple("DOWN  shop  #1", Optional.empty()),
                tuple("DOWN  mail  #2", Optional.empty()),
                tuple("RECOVERED  mail  #2  after 3 min", Optional.of("m2")),
                tuple("RECOVERED  shop  #1  after 8 min", Optional.of("m1")),
                tuple("DOWN  shop  #3", Optional.empty()));
    }

    @Test
    void theEndOfWhatBeganWhileTheRoomFailedIsAReplyToItsBeginning() {
        rig.lines.threaded(true);
        rig.add("shop", "lines");
        rig.lines.failsLater();
        rig.bad("shop");
        await().until(() -> !rig.lines.calls().isEmpty());
        rig.good("shop");
        rig.lines.works();

        await().untilAsserted(() -> assertThat(rig.lines.posts()).extracting(Post::thread)
                .containsExactly(Optional.empty(), Optional.of("m1")));
    }

    @Test
    void aRoomThatWantsNoRepliesGetsNone() {
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.good("shop");

        assertThat(rig.lines.posts()).extracting(Post::thread).containsOnly(Optional.empty());
    }

    /** The room is busy with the trouble of one until it is released. */
    private CountDownLatch whileTheFirstIsPosted(String first) throws InterruptedException {
        CountDownLatch posting = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        rig.lines.fails(call -> {
            posting.countDown();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                throw new RoomException(Kind.LATER, "stopped");
            }
        });
        downNow(first);
        posting.await();
        return release;
    }

    /** Without a minute between the checks. */
    private void downNow(String name) {
        IntStream.range(0, 3).forEach(check -> rig.checkNow(rig.monitor(name), 503));
    }
}
