package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.heartbeat.Beat;
import io.tocsin.heartbeat.Beat.Kind;
import io.tocsin.heartbeat.Pulse;
import io.tocsin.heartbeat.PulseStore;
import io.tocsin.incident.Mute;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Level;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Programs that report by themselves, from their first sign of life to their silence. */
@Timeout(60)
class BeatingTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private void add(String schedule) {
        rig.add(Draft.named("backup", "heartbeat").schedule(schedule).setting("grace", "10s")
                .setting("secret", "s3cret").rooms(List.of("lines")));
        rig.engine.watching().start();
    }

    private void beat(Kind kind) {
        beat(Beat.of(kind, rig.clock.instant()));
    }

    private void beat(Beat beat) {
        rig.apply(new Change.Beaten(rig.monitor("backup").id(), beat));
    }

    private void pass(int seconds) {
        rig.clock.pass(Duration.ofSeconds(seconds));
    }

    private void becomes(String state) {
        await().until(() -> rig.state("backup").equals(state));
        rig.settled();
    }

    /** Waits until the loop has come to something that was due just now. */
    private void looked() {
        Mute mute = rig.mute("nobody", Duration.ZERO);
        await().until(() -> rig.engine.watching().mutes().find(mute.id()).isEmpty());
    }

    /** Waits until it is written down that the bot lives, so that it can be told how long it was away. */
    private void seenAlive() {
        await().until(() -> rig.database.read(
                tx -> tx.first("select value from meta where key = 'alive'", row -> row.text("value"))).isPresent());
    }

    private List<Due> rows() {
        return rig.database.read(DueStore::all);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void silenceIsToldOnceItIsTooLongAndTheNextSignEndsIt() {
        add("every 60s");
        assertThat(rig.state("backup")).isEqualTo("PENDING");
        beat(Kind.SUCCESS);
        assertThat(rig.state("backup")).isEqualTo("UP");
        pass(69);
        looked();
        assertThat(rig.state("backup")).isEqualTo("UP");
        pass(1);
        becomes("DOWN");
        assertThat(rig.lines.last()).contains("no sign of life within 1 min 10 s");
        pass(20);
        beat(Kind.SUCCESS);
        rig.settled();

        assertThat(rig.state("backup")).isEqualTo("UP");
        assertThat(rig.lines.titles()).containsExactly("DOWN  backup  #1", "RECOVERED  backup  #1  after 20 s");
    }

    @Test
    void aSignMovesTheDeadline() {
        add("every 60s");
        for (int i = 0; i < 5; i++) {
            beat(Kind.SUCCESS);
            pass(65);
            looked();
            assertThat(rig.state("backup")).isEqualTo("UP");
        }
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(Due.Kind.BEAT_LATE);
            assertThat(row.at()).isEqualTo(rig.clock.instant().plusSeconds(5));
        });
    }

    @Test
    void whatFailsIsToldAtOnce() {
        add("every 60s");
        beat(Beat.of(Kind.FAILURE, rig.clock.instant()).exited(3).saying("\n  disk full\nmore"));
        rig.settled();
        assertThat(rig.lines.last()).contains("it ended with exit status 3: disk full").doesNotContain("more");
        beat(Kind.SUCCESS);
        beat(Kind.FAILURE);
        rig.settled();
        assertThat(rig.lines.last()).contains("it reported a failure");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aRunThatEndsBadlyWithoutAWordAndOneThatIsMissingAtItsTimeAreTold() {
        add("0 12 * * *");
        beat(Beat.of(Kind.FAILURE, rig.clock.instant()).exited(3));
        rig.settled();
        assertThat(rig.lines.last()).contains("it ended with exit status 3").doesNotContain("status 3:");
        beat(Kind.SUCCESS);
        pass(2 * 86_400);
        becomes("DOWN");
        assertThat(rig.lines.last()).contains("no sign of life 10 s after it was due");
    }

    @Test
    void aSignThatIsNoLaterThanTheLastIsRefused() {
        add("every 60s");
        Beat signed = Beat.of(Kind.SUCCESS, rig.clock.instant()).timed(BigDecimal.TEN);
        beat(signed);

        assertThatThrownBy(() -> beat(signed)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .isEqualTo("the time is not later than the last one"));
    }

    @Test
    void aSignThatCannotBeWrittenDownCountsAndIsNotConfirmed() {
        add("every 60s");
        rig.database.close();

        assertThatThrownBy(() -> beat(Kind.SUCCESS)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .isEqualTo("it was heard, but cannot be written down now"));
        assertThat(rig.state("backup")).isEqualTo("UP");
    }

    @Test
    void aSignThatCouldNotBeWrittenDownMayBeSentAgainUntilItIs() {
        add("every 60s");
        beat(timed("9"));
        rename("heartbeat", "away");
        refusedAs("heartbeat.waits", timed("10"));
        refusedAs("heartbeat.waits", timed("10"));
        refusedAs("heartbeat.replayed", timed("9"));
        rename("away", "heartbeat");

        beat(timed("10"));
        refusedAs("heartbeat.replayed", timed("10"));
        rig.restart();
        assertThat(rig.view("backup").pulse().time()).hasValue(BigDecimal.TEN);
    }

    private void rename(String table, String other) {
        rig.database.writeAndWait(tx -> tx.update("alter table " + table + " rename to " + other));
    }

    private Beat timed(String seconds) {
        return Beat.of(Kind.SUCCESS, rig.clock.instant()).timed(new BigDecimal(seconds));
    }

    private void refusedAs(String key, Beat beat) {
        assertThatThrownBy(() -> beat(beat)).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(refusal.phrase().key()).isEqualTo(key));
    }

    @Test
    void aRunThatDoesNotEndIsTold() {
        add("every 1h");
        beat(Kind.START);
        assertThat(rig.state("backup")).isEqualTo("PENDING");
        pass(10);
        becomes("DOWN");
        assertThat(rig.lines.last()).contains("it began, and did not finish within 10 s");
    }

    @Test
    void theLengthOfARunCanBeJudged() {
        rig.add(Draft.named("backup", "heartbeat").schedule("every 1h").setting("token", "0123456789")
                .expect("[RESPONSE_TIME] < 5s"));
        beat(Kind.START);
        pass(4);
        beat(Kind.SUCCESS);
        assertThat(rig.state("backup")).isEqualTo("UP");
        beat(Kind.START);
        pass(6);
        beat(Kind.SUCCESS);
        assertThat(rig.state("backup")).isEqualTo("DOWN");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void silenceIsConfirmedByAsManyMissedSignsAsTheMonitorSays() {
        rig.add(Draft.named("backup", "heartbeat").schedule("every 60s").setting("grace", "10s")
                .setting("secret", "s3cret").confirm(2));
        rig.engine.watching().start();
        beat(Kind.SUCCESS);
        pass(70);
        await().until(() -> rig.view("backup").last().orElseThrow().level() != Level.UP);
        looked();
        assertThat(rig.state("backup")).isEqualTo("UP");
        pass(60);
        becomes("DOWN");
    }

    @Test
    void aReplayChangesNothingAndTheHighestTimeSurvivesARestart() {
        add("every 60s");
        beat(Beat.of(Kind.SUCCESS, rig.clock.instant()).timed(new BigDecimal("1000.5")));
        rig.restart();
        Pulse before = rig.view("backup").pulse();
        pass(30);
        refusedAs("heartbeat.replayed", timed("1000.50"));
        assertThat(rig.view("backup").pulse()).isEqualTo(before);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aRestartMakesNobodyLate() {
        add("every 60s");
        beat(Kind.SUCCESS);
        seenAlive();
        pass(600);
        rig.restart();
        rig.engine.watching().start();
        looked();
        assertThat(rig.state("backup")).isEqualTo("UP");
        assertThat(rig.view("backup").pulse().fresh(rig.clock.instant())).isTrue();
        pass(70);
        becomes("DOWN");
        assertThat(rig.lines.titles()).containsExactly("DOWN  backup  #1");
    }

    @Test
    void whatWasDownBeforeARestartIsNotToldAgain() {
        add("every 60s");
        beat(Kind.SUCCESS);
        pass(70);
        becomes("DOWN");
        rig.restart();
        rig.engine.watching().start();
        pass(120);
        looked();
        assertThat(rig.state("backup")).isEqualTo("DOWN");
        beat(Kind.SUCCESS);
        rig.settled();
        assertThat(rig.lines.titles()).hasSize(2).last().asString().startsWith("RECOVERED");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whoeverIsPausedIsHeardButNotAwaited() {
        add("every 60s");
        beat(Kind.SUCCESS);
        rig.engine.definitions().pause("backup", true);
        assertThat(rows()).isEmpty();
        pass(100);
        looked();
        beat(Kind.FAILURE);
        assertThat(rig.state("backup")).isEqualTo("PAUSED");
        rig.engine.definitions().pause("backup", false);
        assertThat(rig.state("backup")).isEqualTo("PENDING");
        pass(69);
        looked();
        assertThat(rig.state("backup")).isEqualTo("PENDING");
        pass(1);
        becomes("DOWN");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anotherScheduleCountsFromTheChange() {
        add("every 1h");
        beat(Kind.SUCCESS);
        pass(1_800);
        rig.engine.definitions().edit("backup", rig.monitor("backup").draft().edit().schedule("every 60s").build());
        looked();
        assertThat(rig.state("backup")).isEqualTo("UP");
        pass(70);
        becomes("DOWN");
    }

    @Test
    void nothingIsLeftOfAProgramThatIsNoLongerWatched() {
        add("every 60s");
        beat(Kind.SUCCESS);
        rig.engine.definitions().remove("backup");

        assertThat(rows()).isEmpty();
        assertThat(rig.database.read(PulseStore::all)).isEmpty();
    }

    @Test
    void aTokenLeadsToItsProgramAndToNoOther() {
        rig.add(Draft.named("backup", "heartbeat").setting("token", "0123456789"));
        assertThat(rig.engine.watching().monitorByToken("0123456789").orElseThrow().monitor().name())
                .isEqualTo("backup");
        rig.engine.definitions().edit(
                "backup", rig.monitor("backup").draft().edit().setting("token", "9876543210").build());
        assertThat(rig.engine.watching().monitorByToken("0123456789")).isEmpty();
        assertThat(rig.engine.watching().monitorByToken("9876543210")).isPresent();
        rig.engine.definitions().remove("backup");
        assertThat(rig.engine.watching().monitorByToken("9876543210")).isEmpty();
    }

    @Test
    void whatNobodyCouldReportToIsRefused() {
        assertThatThrownBy(() -> rig.add(Draft.named("backup", "heartbeat")))
                .isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.phrase().key()).isEqualTo("heartbeat.mute"));
        assertThatThrownBy(() -> rig.add(Draft.named("backup", "heartbeat").setting("token", "two words")))
                .isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.phrase().key()).isEqualTo("heartbeat.token"));
    }

    @Test
    void thousandsThatFallSilentTogetherAreTakenInTogether() {
        int many = 2_000;
        for (int i = 0; i < many; i++) {
            rig.add(Draft.named("job-" + i, "heartbeat").schedule("every 60s").setting("secret", "s3cret"));
        }
        rig.engine.watching().start();
        rig.engine.watching().monitors().forEach(view -> rig.apply(
                new Change.Beaten(view.monitor().id(), Beat.of(Kind.SUCCESS, rig.clock.instant()))));
        pass(90);
        await().atMost(Duration.ofSeconds(30)).until(() -> rig.engine.watching().monitors().stream()
                .filter(view -> view.shown().equals("DOWN")).count() == many);
    }
}
