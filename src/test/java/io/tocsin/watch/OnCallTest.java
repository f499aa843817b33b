package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Level;
import io.tocsin.notification.NoticeSettings;
import io.tocsin.oncall.OnCall;
import io.tocsin.oncall.Substitute;
import io.tocsin.spi.Message;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** It is 14:00 when these begin, ana is on call until 20:00, then ben. */
class OnCallTest {

    private final Rig rig = new Rig();

    @BeforeEach
    void begin() {
        rig.hearing(
                "person.ana.room=lines:ana", "person.ben.room=lines:ben", "person.eve.room=lines:eve",
                "oncall.primary.people=ana, ben", "oncall.primary.every=12h", "oncall.primary.from=2026-03-02T08:00");
        rig.wake();
        rig.add(Draft.named("shop", "scripted://shop").room("oncall:primary"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<String> heard() {
        rig.settled();
        return rig.lines.posts().stream().map(post -> post.place() + " " + post.title()).toList();
    }

    private OnCall onCall() {
        return rig.engine.notifications().hearing().onCall();
    }

    private Substitute substitute(String person, Duration length) {
        Instant now = rig.clock.instant();
        Substitute substitute =
                onCall().plan(onCall().named("primary"), person, now, now.plus(length), Rig.ANA, now);
        rig.apply(new Change.Substituted(substitute));
        return substitute;
    }

    @Test
    void whoIsOnCallHearsAndKeepsWhatTheyWereTold() {
        rig.bad("shop");
        assertThat(heard()).containsExactlyInAnyOrder("ana DOWN  shop  #1");
        rig.pass(Duration.ofHours(7));
        rig.unmute(rig.mute("all"));
        rig.restart();
        rig.wake();
        rig.unmute(rig.mute("all"));
        rig.good("shop");

        assertThat(heard()).containsExactlyInAnyOrder(
                "ana DOWN  shop  #1", "ana ON CALL  primary: ben, after ana", "ben ON CALL  primary: ben, after ana",
                "ana RECOVERED  shop  #1  after 7 h 3 min");
        rig.bad("shop");
        assertThat(heard()).last().isEqualTo("ben DOWN  shop  #2");
    }

    @Test
    void aHandOverSaysWhatIsOpen() {
        rig.bad("shop");
        rig.apply(new Change.Acknowledged(1, Rig.ANA, ""));
        rig.pass(Duration.ofHours(7));

        assertThat(rig.lines.last()).contains(
                "until 2026-03-03 08:00:00, then ana", "1 incident is open:",
                "DOWN  shop  #1, for 5 h 59 min, acknowledged by ana");
    }

    @Test
    void aHandOverIsToldOnceAlsoWhenTheBotWasAway() {
        rig.clock.pass(Duration.ofHours(7));
        rig.restart();
        rig.wake();
        rig.wake();
        rig.restart();
        rig.wake();

        assertThat(heard()).containsExactlyInAnyOrder(
                "ana ON CALL  primary: ben, after ana", "ben ON CALL  primary: ben, after ana");
    }

    @Test
    void whoeverStandsInHearsUntilTheTimeIsUpAlsoAcrossARestart() {
        substitute("eve", Duration.ofHours(8));
        assertThat(heard()).containsExactlyInAnyOrder(
                "ana ON CALL  primary: eve, after ana", "eve ON CALL  primary: eve, after ana");
        rig.pass(Duration.ofHours(7));
        assertThat(heard()).hasSize(2);
        rig.restart();
        rig.wake();
        rig.bad("shop");
        rig.pass(Duration.ofHours(1));

        assertThat(heard().subList(2, 5)).containsExactlyInAnyOrder(
                "eve DOWN  shop  #1", "eve ON CALL  primary: ben, after eve", "ben ON CALL  primary: ben, after eve");
        assertThat(onCall().substitutes(rig.clock.instant())).isEmpty();
    }

    @Test
    void whoStoodInKeepsWhatTheyWereToldAndNobodyElseIsToldOfIt() {
        substitute("eve", Duration.ofHours(1));
        rig.bad("shop");
        rig.pass(Duration.ofHours(2));
        assertThat(onCall().substitutes(rig.clock.instant())).isEmpty();
        rig.unmute(rig.mute("all"));
        rig.restart();
        rig.wake();

        assertThat(heard()).containsOnlyOnce("eve DOWN  shop  #1").doesNotContain("ana DOWN  shop  #1");
    }

    @Test
    void whoeverIsOnCallMayLookAfterTheBotAndHearWhatPluginsSay() {
        rig.notices(new NoticeSettings("oncall:primary", "console", Duration.ofHours(24)));
        rig.engine.notifications().tellAdmin(Phrase.literal("one"));
        rig.engine.notifications().say("oncall:primary", Message.text("two"));

        assertThat(heard()).containsExactlyInAnyOrder("ana one", "ana two");
        assertThatThrownBy(() -> rig.engine.notifications().say("oncall:primry", Message.text("three")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whoStandsInMayBeTakenBack() {
        Substitute substitute = substitute("eve", Duration.ofHours(8));
        rig.pass(Duration.ofHours(1));
        rig.apply(new Change.Substituted(substitute.until(rig.clock.instant())));
        rig.restart();
        rig.wake();
        rig.bad("shop");

        assertThat(heard()).last().isEqualTo("ana DOWN  shop  #1");
        assertThat(onCall().substitutes(rig.clock.instant())).isEmpty();
    }

    @Test
    void nobodyUnknownCanStandInAndNoTimeThatIsOver() {
        assertThatThrownBy(() -> substitute("evi", Duration.ofHours(1))).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.phrase().key()).isEqualTo("oncall.no-such-person-near"));
        assertThatThrownBy(() -> substitute("eve", Duration.ofHours(-1))).isInstanceOf(Refusal.class);
    }

    @Test
    void aStepOfAnEscalationCallsWhoIsOnCallThen() {
        rig.hearing(
                "person.ana.room=lines:ana", "person.ben.room=lines:ben",
                "oncall.primary.people=ana, ben", "oncall.primary.every=12h", "oncall.primary.from=2026-03-02T08:00",
                "escalation.x.step.1=7h oncall:primary");
        rig.add(Draft.named("mail", "scripted://mail").room("oncall:primary").escalation("x"));
        assertThat(rig.engine.notifications().why(rig.monitor("mail"), Level.DOWN, ZoneId.of("UTC")).steps())
                .singleElement().asString().contains("notification.why.called[ben, lines:ben, primary]");
        rig.bad("mail");
        rig.pass(Duration.ofHours(8));

        assertThat(heard()).first().isEqualTo("ana DOWN  mail  #1");
        assertThat(heard()).contains("ben DOWN  mail  #1");
    }

    @Test
    void aRotationThatIsGoneLeavesTheDefaultRoom() {
        rig.notices(new NoticeSettings("console", "lines:default", Duration.ofHours(24))).hearing();
        rig.bad("shop");

        assertThat(heard()).containsExactlyInAnyOrder("default DOWN  shop  #1");
    }
}
