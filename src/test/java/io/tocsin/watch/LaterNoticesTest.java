package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Alerts.Later;
import io.tocsin.monitor.Draft;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What rooms hear beyond the first notice: later ones, a description, and nothing where nobody is to be told. */
final class LaterNoticesTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private void add(Alerts alerts, String... rooms) {
        rig.add(Draft.named("shop", "scripted://shop").rooms(List.of(rooms)).alerts(alerts));
        rig.check("shop", 200);
    }

    private void bad(int times) {
        for (int i = 0; i < times; i++) {
            rig.check("shop", 503);
        }
        rig.settled();
    }

    @Test
    void aLaterNoticeComesAfterSoManyBadChecksAndOnlyToItsRoom() {
        add(new Alerts("", List.of(new Later(5, "lines", "nobody is there"), new Later(7, "console", "")), List.of()),
                "edits");
        bad(4);
        assertThat(rig.lines.posts()).isEmpty();
        assertThat(rig.edits.shownTitles()).containsExactly("DOWN  shop  #1");

        bad(1);
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
        assertThat(rig.lines.last()).contains("nobody is there", "still DOWN, for 4 min, 5 checks in a row")
                .contains("503 Service Unavailable");
        assertThat(rig.console.posts()).isEmpty();
        assertThat(rig.edits.threaded()).isEmpty();
        assertThat(rig.edits.shown().getFirst().plain()).contains("5 checks since");

        bad(3);
        assertThat(rig.lines.posts()).hasSize(1);
        assertThat(rig.console.titles()).containsExactly("DOWN  shop  #1");
        assertThat(rig.console.last()).contains("7 checks in a row");

        rig.good("shop");
        assertThat(rig.lines.titles()).hasSize(2).last().asString().startsWith("RECOVERED  shop  #1");
        assertThat(rig.console.titles()).hasSize(2).last().asString().startsWith("RECOVERED  shop  #1");
        assertThat(rig.edits.shownTitles()).singleElement().asString().startsWith("RECOVERED  shop  #1");
    }

    @Test
    void oneGoodCheckBeginsTheCountAnew() {
        add(new Alerts("", List.of(new Later(5, "lines", "")), List.of()), "console");
        bad(4);
        rig.check("shop", 200);
        bad(4);
        assertThat(rig.lines.posts()).isEmpty();

        bad(1);
        assertThat(rig.lines.posts()).hasSize(1);
    }

    @Test
    void whoHasAcknowledgedIsToldNoMore() {
        add(new Alerts("", List.of(new Later(4, "lines", ""), new Later(6, "lines", "")), List.of()), "lines");
        bad(4);
        assertThat(rig.lines.posts()).hasSize(2);

        rig.apply(new Change.Acknowledged(1, Rig.ANA, ""));
        bad(4);
        assertThat(rig.lines.posts()).hasSize(3).last()
                .satisfies(post -> assertThat(post.title()).contains("acknowledged"));
    }

    @Test
    void theCountGoesOnOverARestartAndNothingIsToldTwice() {
        add(new Alerts("", List.of(new Later(5, "lines", "five"), new Later(7, "lines", "seven")), List.of()),
                "console");
        bad(5);
        rig.restart();
        assertThat(rig.lines.posts()).hasSize(1);

        bad(1);
        assertThat(rig.lines.posts()).hasSize(1);
        bad(1);
        assertThat(rig.lines.posts()).hasSize(2);
        assertThat(rig.lines.last()).contains("seven");
    }

    @Test
    void whatAMuteWithheldIsToldAtItsEnd() {
        add(new Alerts("", List.of(new Later(5, "lines", "")), List.of()), "console");
        var mute = rig.mute("shop");
        bad(6);
        assertThat(rig.lines.posts()).isEmpty();

        rig.unmute(mute);
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
        assertThat(rig.console.titles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void aRoomThatCanEditIsShownTheTroubleAndToldTheRestBelow() {
        add(new Alerts("", List.of(new Later(4, "edits", "look at it")), List.of()), "console");
        bad(4);

        assertThat(rig.edits.shownTitles()).containsExactly("DOWN  shop  #1");
        assertThat(rig.edits.posts()).hasSize(2);
        assertThat(rig.edits.last()).contains("look at it");
    }

    @Test
    void aDescriptionStandsBeforeTheCause() {
        add(new Alerts("nobody can pay", List.of(), List.of()), "lines");
        bad(3);

        assertThat(rig.lines.last()).contains("nobody can pay: 503 Service Unavailable, 3 of 3 checks");
    }

    @Test
    void aQuietRoomIsNotToldOfTheEndButShowsIt() {
        add(new Alerts("", List.of(), List.of("lines", "edits")), "lines", "edits", "console");
        bad(3);
        rig.good("shop");

        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
        assertThat(rig.edits.threaded()).isEmpty();
        assertThat(rig.edits.shownTitles()).singleElement().asString().startsWith("RECOVERED");
        assertThat(rig.console.titles()).hasSize(2);

        rig.restart();
        rig.bad("shop");
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1", "DOWN  shop  #2");
    }

    @Test
    void nobodyIsTold() {
        add(Alerts.NONE, Alerts.NOBODY);
        bad(3);
        assertThat(rig.state("shop")).isEqualTo("DOWN");
        assertThat(rig.incident("shop").number()).isEqualTo(1);
        rig.good("shop");
        rig.restart();

        assertThat(rig.lines.posts()).isEmpty();
        assertThat(rig.console.posts()).isEmpty();
    }
}
