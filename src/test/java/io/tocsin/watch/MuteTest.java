package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.incident.Mute;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Person;
import io.tocsin.spi.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MuteTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whatIsStillBadWhenAMuteEndsIsToldThen() {
        rig.add("shop", "lines", "edits");
        rig.good("shop");
        Mute mute = rig.mute("shop");
        rig.bad("shop");
        assertThat(rig.state("shop")).isEqualTo("DOWN");
        assertThat(rig.lines.posts()).isEmpty();
        assertThat(rig.edits.posts()).isEmpty();

        rig.unmute(mute);
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
        assertThat(rig.edits.shownTitles()).containsExactly("DOWN  shop  #1");

        rig.good("shop");
        assertThat(rig.lines.titles()).hasSize(2).last().isEqualTo("RECOVERED  shop  #1  after 3 min");
        assertThat(rig.edits.shownTitles()).containsExactly("RECOVERED  shop  #1  after 3 min");
    }

    @Test
    void theMessageOfAnIncidentShowsWhoMutedItAndHowToEndThat() {
        rig.add("shop", "lines", "edits");
        rig.bad("shop");
        Mute mute = rig.mute("shop", Duration.ofHours(1));
        rig.settled();

        assertThat(rig.edits.shown().getFirst().severity()).isEqualTo(Severity.SILENCED);
        assertThat(rig.edits.shown().getFirst().plain()).contains("muted by ana until ", "unmute shop");
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
        rig.restart();
        assertThat(rig.incident("shop").silenced()).isPresent();

        rig.unmute(mute);
        assertThat(rig.edits.shown().getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rig.edits.shown().getFirst().plain()).contains("mute shop for 1h").doesNotContain("muted by");
        assertThat(rig.incident("shop").silenced()).isEmpty();
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void aMuteUntilRecoveryEndsWhenAllThatItMutesIsWell() {
        rig.add("shop-a", "lines");
        rig.add("shop-b", "lines");
        rig.bad("shop-a");
        rig.bad("shop-b");
        rig.apply(new Change.Muted(new Mute(
                rig.engine.watching().mutes().nextId(), "shop-*", Optional.empty(), true, "",
                new Person("x:1", "ana"), rig.clock.instant())));
        rig.good("shop-a");
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop-a  #1", "DOWN  shop-b  #2");
        rig.restart();
        rig.good("shop-b");

        await().until(() -> rig.engine.watching().mutes().all().isEmpty());
        await().untilAsserted(() -> assertThat(rig.lines.titles()).hasSize(4).filteredOn(
                title -> title.startsWith("RECOVERED")).hasSize(2));
    }

    @Test
    void troubleThatCameAndWentInsideAMuteIsNotTold() {
        rig.add("shop", "lines", "edits");
        rig.good("shop");
        Mute mute = rig.mute("all");
        rig.bad("shop");
        rig.good("shop");
        rig.unmute(mute);

        assertThat(rig.lines.posts()).isEmpty();
        assertThat(rig.edits.posts()).isEmpty();
    }

    @Test
    void aRecoveryInsideAMuteIsToldAtItsEndAndShownAtOnceWhereThatIsPossible() {
        rig.add("shop", "lines", "edits");
        rig.bad("shop");
        Mute mute = rig.mute("shop");
        rig.good("shop");

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
        assertThat(rig.edits.shownTitles()).containsExactly("RECOVERED  shop  #1  after 3 min");
        assertThat(rig.edits.threaded()).containsExactly("ana has muted shop #1");

        rig.unmute(mute);
        assertThat(rig.lines.titles()).hasSize(2).last().isEqualTo("RECOVERED  shop  #1  after 3 min");
        assertThat(rig.edits.threaded())
                .containsExactly("ana has muted shop #1", "RECOVERED  shop  #1  after 3 min");
    }

    @Test
    void nothingIsToldUntilTheLastOfOverlappingMutesEnds() {
        rig.add(Draft.named("shop", "scripted://shop").room("lines").group("web").tag("eu"));
        rig.good("shop");
        Mute first = rig.mute("group:web");
        Mute second = rig.mute("tag:eu");
        rig.bad("shop");

        rig.unmute(first);
        assertThat(rig.lines.posts()).isEmpty();
        rig.unmute(second);
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void worseInsideAMuteIsToldAtItsEndAndBetterIsNot() {
        for (String name : new String[] {"worse", "better"}) {
            rig.add(Draft.named(name, "scripted://" + name).room("lines")
                    .expect("warn: [STATUS] == 200").expect("[STATUS] < 500"));
            rig.good(name);
        }
        rig.bad("worse", 404);
        rig.bad("better", 503);
        Mute mute = rig.mute("all");
        rig.bad("worse", 503);
        rig.bad("better", 404);
        rig.settled();
        rig.unmute(mute);

        assertThat(rig.lines.titles()).containsExactly("DEGRADED  worse  #1", "DOWN  better  #2", "DOWN  worse  #1");
    }

    @Test
    void anAcknowledgementInsideAMuteIsToldWhereTheTroubleWas() {
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.mute("shop");
        rig.apply(new Change.Acknowledged(1, Rig.ANA, ""));
        rig.settled();

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1", "ana has acknowledged shop #1");
    }

    @Test
    void aReminderIsNotToldInsideAMute() {
        rig.reminding(Duration.ofHours(1));
        rig.add("shop", "lines");
        rig.bad("shop");
        rig.mute("shop");
        rig.apply(new Change.ReminderDue(1));
        rig.settled();

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void aMonitorThatAnEditTakesOutOfAMuteIsToldOf() {
        Monitor monitor = rig.add(Draft.named("shop", "scripted://shop").room("lines").tag("eu"));
        rig.mute("tag:eu");
        rig.bad("shop");
        rig.engine.definitions().edit("shop", monitor.draft().edit().tags(List.of("us")).build());
        rig.settled();

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void whatTheEndOfAMuteShowsIsToldEvenIfItCannotBeWritten() {
        rig.add("shop", "lines");
        Mute mute = rig.mute("shop");
        rig.bad("shop");
        assertThat(rig.lines.titles()).isEmpty();
        rig.mute("another");
        rig.database.writeAndWait(tx -> tx.update("alter table incident_event rename to away"));
        rig.unmute(mute);

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void aMuteIsOverAtItsTimeEvenBeforeItIsCleanedUp() {
        rig.add("shop", "lines");
        rig.good("shop");
        rig.mute("shop", Duration.ofMinutes(10));
        rig.clock.pass(Duration.ofMinutes(11));
        rig.bad("shop");

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
    }
}
