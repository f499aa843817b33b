package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.monitor.Draft;
import io.tocsin.routing.Rules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** It is 14:00 when these begin, and quiet in two rooms from 15:00 to 20:00. */
class QuietHoursTest {

    private final Rig rig = new Rig();

    @BeforeEach
    void begin() {
        rig.hearing("quiet.q.between=15:00-20:00", "quiet.q.rooms=lines:a, edits:a");
        rig.wake();
        rig.add(Draft.named("shop", "scripted://shop").expect("warn: [STATUS] == 200").expect("[STATUS] < 500")
                .rooms(List.of("lines:a", "edits:a", "lines:b")));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<String> heard() {
        rig.settled();
        return rig.lines.posts().stream().map(post -> post.place() + " " + post.title()).toList();
    }

    private void slow() {
        rig.bad("shop", 404);
        rig.settled();
    }

    @Test
    void whatIsOnlyDegradedIsHeldBackAndToldAtTheEndIfItIsStillOpen() {
        rig.pass(Duration.ofHours(2));
        slow();
        assertThat(heard()).containsExactlyInAnyOrder("b DEGRADED  shop  #1");
        assertThat(rig.edits.posts()).isEmpty();
        rig.restart();
        rig.wake();
        rig.unmute(rig.mute("all"));
        assertThat(heard()).containsExactlyInAnyOrder("b DEGRADED  shop  #1");

        rig.pass(Duration.ofHours(4));
        assertThat(heard()).containsExactlyInAnyOrder("b DEGRADED  shop  #1", "a DEGRADED  shop  #1");
        assertThat(rig.edits.shownTitles()).containsExactlyInAnyOrder("DEGRADED  shop  #1");
    }

    @Test
    void aRoomIsTheSameHoweverItIsWritten() {
        rig.hearing("quiet.q.between=15:00-20:00", "quiet.q.rooms=lines:A, edits:A", "route.r.rooms=lines:B, edits:C");
        rig.pass(Duration.ofHours(2));
        slow();

        assertThat(heard()).containsExactly("b DEGRADED  shop  #1");
        assertThat(rig.edits.posts()).singleElement().extracting(RecordingRoom.Post::place).isEqualTo("c");
    }

    @Test
    void whatIsHeldBackIsToldWhenTheConfigurationSaysNothingOfThemAnyMore() {
        rig.pass(Duration.ofHours(2));
        slow();
        rig.engine.notifications().hearing().configure(Rules.NONE);
        rig.engine.watching().heardOtherwise();

        assertThat(heard()).containsExactlyInAnyOrder("b DEGRADED  shop  #1", "a DEGRADED  shop  #1");
    }

    @Test
    void whatIsOverBeforeTheEndIsNotToldThere() {
        rig.pass(Duration.ofHours(2));
        slow();
        rig.good("shop");
        rig.pass(Duration.ofHours(4));

        assertThat(heard()).hasSize(2).allMatch(line -> line.startsWith("b "));
        assertThat(rig.edits.posts()).isEmpty();
    }

    @Test
    void whatIsDownIsToldAtOnce() {
        rig.pass(Duration.ofHours(2));
        rig.bad("shop");
        assertThat(heard()).containsExactlyInAnyOrder("a DOWN  shop  #1", "b DOWN  shop  #1");
    }

    @Test
    void whatBecomesWorseIsToldAtOnce() {
        rig.pass(Duration.ofHours(2));
        slow();
        rig.bad("shop");
        assertThat(heard()).containsExactlyInAnyOrder("b DEGRADED  shop  #1", "b DOWN  shop  #1", "a DOWN  shop  #1");
    }

    @Test
    void theEndOfWhatWasToldBeforeIsToldWhenTheyEnd() {
        slow();
        rig.pass(Duration.ofHours(2));
        rig.good("shop");
        assertThat(heard()).hasSize(3).last().asString().startsWith("b RECOVERED");
        assertThat(rig.edits.shownTitles()).allMatch(title -> title.startsWith("RECOVERED"));
        rig.restart();
        rig.wake();
        rig.pass(Duration.ofHours(4));

        assertThat(heard()).hasSize(4).last().asString().startsWith("a RECOVERED");
    }

    @Test
    void remindersAreLeftOutAndComeAgainAfterwards() {
        rig.reminding(Duration.ofHours(1));
        rig.wake();
        slow();
        rig.pass(Duration.ofHours(7));

        assertThat(heard().stream().filter(line -> line.startsWith("b "))).hasSize(8);
        assertThat(heard().stream().filter(line -> line.startsWith("a "))).as("told, and reminded at 20:03 and 21:03")
                .hasSize(3);
    }

    @Test
    void theyHoldBackWhatIsDownWhereThatIsAsked() {
        rig.hearing("quiet.q.between=15:00-20:00", "quiet.q.severity=any");
        rig.wake();
        rig.pass(Duration.ofHours(2));
        rig.bad("shop");
        assertThat(heard()).isEmpty();
        rig.pass(Duration.ofHours(4));
        assertThat(heard()).containsExactlyInAnyOrder("a DOWN  shop  #1", "b DOWN  shop  #1");
    }
}
