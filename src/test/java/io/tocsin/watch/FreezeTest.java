package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.heartbeat.Beat;
import io.tocsin.monitor.Draft;
import io.tocsin.witness.Door;
import io.tocsin.witness.WitnessSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is believed and told while the bot's own network is gone, or its clock was set. */
@Timeout(60)
class FreezeTest {

    private final Rig rig = new Rig();
    private Door door;

    @BeforeEach
    void open() throws IOException {
        door = new Door();
        rig.witnesses(new WitnessSettings(List.of(door.witness()), Duration.ofSeconds(10)));
        rig.add("shop", "lines");
        rig.good("shop");
        rig.engine.watching().start();
        await().until(() -> door.taken() > 0);
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        door.close();
    }

    private void pass(int seconds) {
        rig.clock.pass(Duration.ofSeconds(seconds));
    }

    private void backAgain() throws IOException {
        door.open();
        pass(10);
        await().until(() -> !rig.state("shop").equals("UNKNOWN"));
        rig.settled();
    }

    private void program() {
        rig.add(Draft.named("backup", "heartbeat").schedule("every 60s").setting("grace", "10s")
                .setting("secret", "s3cret").rooms(List.of("lines")));
        rig.apply(new Change.Beaten(rig.monitor("backup").id(), Beat.of(Beat.Kind.SUCCESS, rig.clock.instant())));
        assertThat(rig.state("backup")).isEqualTo("UP");
    }

    @Test
    void anOutageOfOnesOwnIsNobodyElsesAndIsToldOnceWhenItIsOver() throws IOException {
        door.shut();
        rig.bad("shop");
        rig.bad("shop");

        assertThat(rig.state("shop")).isEqualTo("UNKNOWN");
        assertThat(rig.view("shop").standing().shown()).isEqualTo("UP");
        assertThat(rig.console.posts()).isEmpty();
        pass(60);
        rig.type.looked.clear();
        backAgain();

        assertThat(rig.state("shop")).isEqualTo("UP");
        assertThat(rig.view("shop").standing().badChecks()).isZero();
        assertThat(rig.lines.posts()).isEmpty();
        await().until(() -> rig.console.titles().stream()
                .anyMatch(title -> title.matches("My own network was gone from 14:03:00 to 14:09:.*. Nothing was judged"
                        + " meanwhile; all is checked anew.")));
        await().until(() -> rig.type.looked.contains("scripted://shop"));
    }

    @Test
    void whatIsStillBadAfterwardsIsTold() throws IOException {
        door.shut();
        rig.bad("shop");
        rig.type.status = 503;
        backAgain();
        rig.bad("shop");

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void troubleFromBeforeStaysAsItWas() throws IOException {
        rig.bad("shop");
        door.shut();
        rig.check("shop", 503);
        rig.good("shop");
        assertThat(rig.state("shop")).isEqualTo("UNKNOWN");
        rig.type.status = 503;
        backAgain();

        assertThat(rig.state("shop")).isEqualTo("DOWN");
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void noProgramIsLateWhileItCannotBeHeard() throws IOException {
        program();
        door.shut();
        rig.check("shop", 503);
        pass(600);
        assertThat(rig.state("backup")).isEqualTo("UNKNOWN");
        backAgain();

        assertThat(rig.view("backup").standing().shown()).isEqualTo("UP");
        assertThat(rig.view("backup").pulse().deadline()).hasValueSatisfying(
                deadline -> assertThat(deadline).isAfter(rig.clock.instant().plusSeconds(50)));
        assertThat(rig.lines.posts()).isEmpty();
        pass(100);
        await().until(() -> rig.state("backup").equals("DOWN"));
    }

    @Test
    void silenceIsHeldAgainstNobodyBeforeTheWitnessesWereAsked() throws IOException {
        program();
        door.shut();
        pass(71);

        await().until(() -> rig.state("backup").equals("UNKNOWN"));
        assertThat(rig.view("backup").standing().shown()).isEqualTo("UP");
    }

    @Test
    void aMachineThatSleptBelievesWhatItBelievedAndLooksAgain() {
        rig.check("shop", 503);
        rig.check("shop", 503);
        program();
        rig.type.looked.clear();
        rig.clock.jump(Duration.ofHours(2));
        await().until(() -> rig.state("shop").equals("UNKNOWN"));
        assertThat(rig.view("backup").standing().shown()).isEqualTo("UP");

        pass(11);
        await().until(() -> rig.state("shop").equals("UP"));
        await().until(() -> rig.type.looked.contains("scripted://shop"));
        assertThat(rig.state("backup")).isEqualTo("UP");
        rig.settled();
        assertThat(rig.lines.posts()).isEmpty();
        await().until(() -> rig.console.titles().stream()
                .anyMatch(title -> title.startsWith("The clock jumped ahead by 2 h at 16:0")));
        pass(100);
        await().until(() -> rig.state("backup").equals("DOWN"));
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyWaiting() {
        program();
        rig.clock.jump(Duration.ofHours(-2));
        await().until(() -> rig.state("backup").equals("UNKNOWN"));
        pass(11);
        await().until(() -> rig.state("backup").equals("UP"));

        assertThat(rig.view("backup").pulse().deadline()).hasValueSatisfying(
                deadline -> assertThat(deadline).isBefore(rig.clock.instant().plusSeconds(100)));
        await().until(() -> rig.console.titles().stream()
                .anyMatch(title -> title
                        .matches("The clock was set back by 2 h at 12:0.*. What was being checked then does"
                                + " not count, signs of life are awaited anew, and all is checked again.")));
    }

    @Test
    void aRestartInTheMiddleForgivesTheSilenceToo() throws IOException {
        program();
        door.shut();
        rig.check("shop", 503);
        pass(600);
        rig.restart();
        door.open();
        rig.engine.watching().start();

        assertThat(rig.state("backup")).isEqualTo("UP");
        assertThat(rig.view("backup").pulse().deadline()).hasValueSatisfying(
                deadline -> assertThat(deadline).isAfter(rig.clock.instant()));
    }
}
