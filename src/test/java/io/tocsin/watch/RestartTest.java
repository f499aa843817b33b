package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.incident.Mute;
import io.tocsin.incident.MuteStore;
import io.tocsin.monitor.Policy.FlapPolicy;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in the database is enough to go on as if nothing had happened. */
class RestartTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aDownNoticeIsNotRepeatedAndTheRecoveryIsNotMissed() {
        rig.add("shop", "lines", "edits");
        rig.good("shop");
        rig.bad("shop");
        rig.restart();
        rig.engine.watching().start();
        rig.bad("shop");
        rig.restart();
        rig.good("shop");

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1", "RECOVERED  shop  #1  after 6 min");
        assertThat(rig.edits.shownTitles()).containsExactly("RECOVERED  shop  #1  after 6 min");
    }

    @Test
    void anAcknowledgementAndTheNumbersGoOn() {
        rig.add("shop", "lines");
        rig.add("mail", "lines");
        rig.bad("shop");
        rig.apply(new Change.Acknowledged(1, Rig.ANA, "on it"));
        rig.restart();

        assertThat(rig.incident("shop").acknowledged()).hasValueSatisfying(ack -> {
            assertThat(ack.by()).isEqualTo(Rig.ANA);
            assertThat(ack.text()).isEqualTo("on it");
        });
        rig.bad("mail");
        assertThat(rig.incident("mail").number()).isEqualTo(2);
    }

    @Test
    void aMuteGoesOn() {
        rig.add("shop", "lines");
        rig.mute("shop");
        rig.restart();
        rig.engine.watching().start();
        rig.bad("shop");

        assertThat(rig.view("shop").mute()).isPresent();
        assertThat(rig.lines.posts()).isEmpty();
    }

    @Test
    void aMuteThatEndedMeanwhileIsSettledAtTheStart() {
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.add("mail", "lines");
        rig.mute("all", Duration.ofHours(1));
        rig.good("shop");
        rig.bad("mail");
        rig.clock.pass(Duration.ofHours(2));
        rig.restart();
        rig.engine.watching().start();
        rig.settled();

        assertThat(rig.lines.titles())
                .containsExactlyInAnyOrder("DOWN  shop  #1", "RECOVERED  shop  #1  after 3 min", "DOWN  mail  #2");
        await().until(() -> rig.engine.watching().mutes().all().isEmpty());
    }

    @Test
    void aMuteThatWasEndedButNotSettledIsSettledAtTheStart() {
        rig.add("shop", "lines");
        Mute mute = rig.mute("shop");
        rig.bad("shop");
        rig.database.writeAndWait(tx -> MuteStore.end(tx, mute.id(), rig.clock.instant()));
        rig.restart();
        rig.engine.watching().start();
        rig.settled();

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void reminderGoesOn() {
        rig.reminding(Duration.ofHours(1));
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.clock.pass(Duration.ofHours(1));
        rig.restart();
        rig.type.status = 503;
        rig.engine.watching().start();

        await().until(() -> rig.lines.posts().size() == 2);
        assertThat(rig.lines.last()).contains("still DOWN, for 1 h 2 min");
    }

    @Test
    void flappingGoesOnUntilItIsCalm() {
        rig.flapping(new FlapPolicy(true, Duration.ofMinutes(2), 30, 25));
        rig.add("shop", "lines");
        rig.good("shop");
        for (int i = 0; i < 4; i++) {
            rig.bad("shop");
            rig.good("shop");
        }
        assertThat(rig.state("shop")).isEqualTo("FLAPPING");
        rig.restart();
        assertThat(rig.state("shop")).isEqualTo("FLAPPING");
        rig.bad("shop");
        for (int i = 0; i < 20; i++) {
            rig.good("shop");
        }

        assertThat(rig.state("shop")).isEqualTo("UP");
        assertThat(rig.lines.titles()).last().asString().startsWith("RECOVERED  shop  #");
    }

    @Test
    void flappingThatIsTurnedOffMeanwhileEnds() {
        rig.flapping(new FlapPolicy(true, Duration.ofMinutes(2), 30, 25));
        rig.add("shop", "lines");
        rig.good("shop");
        for (int i = 0; i < 4; i++) {
            rig.bad("shop");
            rig.good("shop");
        }
        rig.flapping(FlapPolicy.OFF);
        rig.good("shop");

        assertThat(rig.state("shop")).isEqualTo("UP");
        assertThat(rig.lines.titles()).last().asString().startsWith("RECOVERED  shop  #");
    }

    @Test
    void undeliveredLinesArriveInOrder() {
        rig.add("shop", "lines");
        rig.add("mail", "lines");
        rig.lines.failsLater();
        rig.bad("shop", 503);
        rig.bad("mail", 503);
        rig.check("shop", 200);
        rig.check("shop", 200);
        await().until(() -> !rig.lines.calls().isEmpty());
        rig.restartAtOnce();
        rig.lines.works();
        await().until(() -> rig.lines.posts().size() == 3);

        assertThat(rig.lines.titles())
                .containsExactly("DOWN  shop  #1", "DOWN  mail  #2", "RECOVERED  shop  #1  after 6 min");
    }

    @Test
    void aMessageThatWasPostedBeforeTheKillIsFoundAndNotRepeated() {
        rig.add("shop", "edits");
        rig.add("mail", "lines");
        rig.edits.fails(call -> {
            if (call.what().equals("edit")) {
                throw new RoomException(RoomException.Kind.LATER, "busy");
            }
        });
        rig.bad("shop");
        rig.bad("mail");
        String line = rig.lines.posts().getFirst().key();
        rig.database.writeAndWait(tx -> {
            tx.update("update delivery set posting_key = ?, shown = 0, reference = null where incident = 1",
                    rig.edits.posts().getFirst().key());
            tx.update("update delivery_line set posting_key = ?, delivered_at = null", line);
        });
        rig.check("shop", 200);
        rig.check("shop", 200);
        rig.edits.works();
        rig.restart();
        rig.settled();

        assertThat(rig.lines.calls()).containsExactly("post " + line, "find " + line);
        assertThat(rig.lines.posts()).hasSize(1);
        assertThat(rig.edits.shownTitles()).containsExactly("RECOVERED  shop  #1  after 6 min");
    }

    @Test
    void theKeysOfOneDatabaseAreNotThoseOfAnother() {
        rig.add("shop", "edits");
        rig.bad("shop");
        String first = ending("incident-1-");
        rig.restart();
        rig.add("mail", "edits");
        rig.bad("mail");
        assertThat(ending("incident-2-")).isEqualTo(first);

        rig.database.writeAndWait(tx -> tx.update("delete from meta where key = 'keys'"));
        rig.clock.pass(Duration.ofSeconds(1));
        rig.restart();
        rig.add("blog", "edits");
        rig.bad("blog");
        assertThat(ending("incident-3-")).isNotEqualTo(first);
    }

    private String ending(String beginning) {
        String key = rig.edits.posts().getLast().key();
        assertThat(key).startsWith(beginning);
        return key.substring(beginning.length());
    }

    @Test
    void aStatusWithoutItsIncidentIsJudgedAnew() {
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.database.writeAndWait(tx -> tx.update("delete from incident"));
        rig.restart();
        assertThat(rig.state("shop")).isEqualTo("PENDING");
        rig.bad("shop");

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1", "DOWN  shop  #1");
    }

    @Test
    void anIncidentWithoutItsStatusGoesOn() {
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.database.writeAndWait(tx -> tx.update("delete from status"));
        rig.restart();
        rig.good("shop");

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1", "RECOVERED  shop  #1  after 3 min");
    }

    @Test
    void aMonitorThatNoLongerCanBeJudgedIsKeptAndSaysWhy() {
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.database.writeAndWait(tx -> tx.update(
                "update monitor set definition = replace(definition, 'scripted:', 'gone:'), name = 'shop'"));
        rig.restart();

        assertThat(rig.state("shop")).isEqualTo("UNKNOWN");
        assertThat(rig.monitor("shop").refused()).isPresent();
        assertThat(rig.lines.titles()).isEqualTo(List.of("DOWN  shop  #1"));
    }
}
