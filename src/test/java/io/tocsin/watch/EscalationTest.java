package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.incident.Mute;
import io.tocsin.monitor.Draft;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps at once, after ten minutes and after half an hour. */
class EscalationTest {

    private static final String[] STEPS = {
        "escalation.night.step.1=lines:ops", "escalation.night.step.2=10m lines:ana",
        "escalation.night.step.3=30m lines:boss, edits:boss"};

    private final Rig rig = new Rig();

    @BeforeEach
    void begin() {
        rig.hearing(STEPS);
        rig.add(Draft.named("shop", "scripted://shop").escalation("night"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<String> told() {
        rig.settled();
        return rig.lines.posts().stream().map(RecordingRoom.Post::place).toList();
    }

    private void minutes(int minutes) {
        rig.pass(Duration.ofMinutes(minutes));
    }

    @Test
    void moreAndMoreAreToldUntilSomebodyAcknowledges() {
        rig.bad("shop");
        minutes(9);
        assertThat(told()).containsExactlyInAnyOrder("ops");
        minutes(1);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana");
        assertThat(rig.lines.last()).contains("DOWN  shop  #1", "nobody has acknowledged it for 10 min");
        rig.apply(new Change.Acknowledged(1, Rig.ANA, ""));
        minutes(60);

        assertThat(told()).as("the rest are acknowledgements").containsExactlyInAnyOrder("ops", "ana", "ops", "ana");
        assertThat(rig.edits.posts()).isEmpty();
    }

    @Test
    void theEndIsToldToAllWhoWereTold() {
        rig.bad("shop");
        minutes(30);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana", "boss");
        assertThat(rig.edits.shownTitles()).containsExactlyInAnyOrder("DOWN  shop  #1");
        rig.good("shop");
        minutes(60);

        assertThat(told().subList(3, 6)).containsExactlyInAnyOrder("ops", "ana", "boss");
        assertThat(told()).hasSize(6);
        assertThat(rig.edits.shownTitles()).containsExactlyInAnyOrder("RECOVERED  shop  #1  after 33 min");
    }

    @Test
    void aRecoveryStopsThem() {
        rig.bad("shop");
        minutes(5);
        rig.good("shop");
        minutes(60);

        assertThat(told()).containsExactlyInAnyOrder("ops", "ops");
    }

    @Test
    void theyGoOnAfterARestartAndEachIsTakenOnce() {
        rig.bad("shop");
        minutes(5);
        rig.restart();
        minutes(5);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana");
        rig.restart();
        rig.restart();
        minutes(19);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana");
        minutes(1);
        rig.restart();
        minutes(60);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana", "boss");
    }

    @Test
    void whatCameDueWhileTheBotWasAwayIsTakenWhenItIsBack() {
        rig.bad("shop");
        rig.clock.pass(Duration.ofMinutes(45));
        rig.restart();
        minutes(1);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana");
        minutes(20);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana", "boss");
    }

    @Test
    void aStepThatIsDueInAMuteWaitsForItsEndAndTheNextOneForThat() {
        rig.bad("shop");
        Mute mute = rig.mute("shop");
        minutes(60);
        rig.restart();
        minutes(2);
        assertThat(told()).containsExactlyInAnyOrder("ops");
        rig.unmute(mute);
        minutes(1);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana");
        minutes(19);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana");
        minutes(1);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana", "boss");
    }

    @Test
    void whatIsToldOnlyWhenAMuteEndsIsEscalatedFromThenOn() {
        Mute mute = rig.mute("shop");
        rig.bad("shop");
        minutes(60);
        rig.unmute(mute);
        assertThat(told()).containsExactlyInAnyOrder("ops");
        minutes(9);
        assertThat(told()).containsExactlyInAnyOrder("ops");
        rig.restart();
        minutes(1);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana");
    }

    @Test
    void theyBeginAgainWhereThatIsAsked() {
        rig.hearing(Stream.concat(Stream.of(STEPS), Stream.of("escalation.night.repeat=1h")).toArray(String[]::new));
        rig.bad("shop");
        minutes(90);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana", "boss", "ops");
        minutes(30);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana", "boss", "ops", "ana", "boss");
    }

    @Test
    void aRouteMayBringThemForWhatIsDownOnly() {
        rig.hearing("escalation.x.step.1=5m lines:ana", "route.r.severity=down", "route.r.escalation=x",
                "route.r.rooms=lines:r");
        rig.add(Draft.named("mail", "scripted://mail").room("lines:own")
                .expect("warn: [STATUS] == 200").expect("[STATUS] < 500"));
        rig.bad("mail", 404);
        minutes(60);
        assertThat(told()).containsExactlyInAnyOrder("own");
        rig.bad("mail");
        minutes(5);
        assertThat(told()).containsExactlyInAnyOrder("own", "own", "r", "ana");
    }

    private static final String[] BY_SEVERITY = {
        "escalation.slow.step.1=30m lines:slow", "escalation.fast.step.1=5m lines:fast",
        "escalation.fast.step.2=1h lines:boss",
        "route.s.severity=degraded", "route.s.escalation=slow", "route.s.rooms=lines:own",
        "route.f.severity=down", "route.f.escalation=fast", "route.f.rooms=lines:own"};

    @Test
    void whatBecomesWorseTakesTheStepsOfItsNewSeverityInPlaceOfTheOthers() {
        rig.hearing(BY_SEVERITY);
        rig.add(Draft.named("mail", "scripted://mail").expect("warn: [STATUS] == 200").expect("[STATUS] < 500"));
        rig.bad("mail", 404);
        rig.bad("mail");
        minutes(4);
        assertThat(told()).containsExactlyInAnyOrder("own", "own");
        rig.restart();
        minutes(1);
        assertThat(told()).containsExactlyInAnyOrder("own", "own", "fast");
        minutes(60);
        assertThat(told()).containsExactlyInAnyOrder("own", "own", "fast", "boss");
    }

    @Test
    void whatBecomesWorseGoesOnWithTheSameSteps() {
        rig.hearing("escalation.x.step.1=10m lines:ana", "escalation.x.step.2=20m lines:boss", "route.r.escalation=x",
                "route.r.rooms=lines:own");
        rig.add(Draft.named("mail", "scripted://mail").expect("warn: [STATUS] == 200").expect("[STATUS] < 500"));
        rig.bad("mail", 404);
        minutes(6);
        rig.bad("mail");
        minutes(2);
        assertThat(told()).containsExactlyInAnyOrder("own", "own", "ana");
        minutes(60);
        assertThat(told()).containsExactlyInAnyOrder("own", "own", "ana", "boss");
    }

    @Test
    void aStepNamesOnlyThoseWhoAreTold() {
        rig.hearing(Stream.concat(Stream.of(STEPS), Stream.of(
                "quiet.q.between=14:00-15:00", "quiet.q.severity=any", "quiet.q.rooms=lines:boss"))
                .toArray(String[]::new));
        rig.add(Draft.named("mail", "scripted://mail").room("edits:ops").escalation("night"));
        rig.bad("mail");
        minutes(31);

        assertThat(rig.edits.threaded()).last().asString().endsWith("told now: edits:boss");
    }

    @Test
    void quietHoursHoldAStepBackUntilTheyEnd() {
        rig.hearing(Stream.concat(Stream.of(STEPS), Stream.of(
                "quiet.q.between=14:00-15:00", "quiet.q.severity=any", "quiet.q.rooms=lines:ana"))
                .toArray(String[]::new));
        rig.bad("shop");
        minutes(56);
        assertThat(told()).containsExactlyInAnyOrder("ops");
        minutes(2);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana");
    }

    private void bossSleepsUntilThree() {
        rig.hearing(Stream.concat(Stream.of(STEPS), Stream.of(
                "quiet.q.between=14:00-15:00", "quiet.q.severity=any", "quiet.q.rooms=lines:boss"))
                .toArray(String[]::new));
        rig.bad("shop");
        minutes(31);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana");
        assertThat(rig.edits.shownTitles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void whomQuietHoursHoldBackAloneIsCalledOnceWhenTheyEnd() {
        bossSleepsUntilThree();
        rig.restart();
        minutes(25);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana");
        minutes(2);
        assertThat(told()).containsExactlyInAnyOrder("ops", "ana", "boss");
        assertThat(rig.lines.last()).contains("nobody has acknowledged it for 57 min");
        rig.restart();
        minutes(60);

        assertThat(told()).containsExactlyInAnyOrder("ops", "ana", "boss");
        assertThat(rig.database.read(DueStore::all)).noneMatch(row -> row.kind() == Due.Kind.ESCALATION);
    }

    @Test
    void whomQuietHoursHeldBackIsNotCalledForWhatSomebodyHasByThen() {
        bossSleepsUntilThree();
        rig.apply(new Change.Acknowledged(1, Rig.ANA, ""));
        minutes(60);

        assertThat(told()).doesNotContain("boss");
        assertThat(rig.database.read(DueStore::all)).noneMatch(row -> row.kind() == Due.Kind.ESCALATION);
    }

    @Test
    void stepsThatAreGoneFromTheConfigurationAreNotTaken() {
        rig.bad("shop");
        rig.hearing();
        minutes(60);

        assertThat(told()).containsExactlyInAnyOrder("ops");
    }

    @Test
    void troubleBehindAParentIsNotEscalated() {
        rig.add(Draft.named("router", "scripted://router").room("lines:net"));
        rig.add(Draft.named("child", "scripted://child").escalation("night").parent("router"));
        rig.bad("router");
        rig.bad("child");
        minutes(60);

        assertThat(told()).containsExactlyInAnyOrder("net");
    }
}
