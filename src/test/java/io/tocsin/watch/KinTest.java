package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.config.Place;
import io.tocsin.config.Problem;
import io.tocsin.incident.Incident;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trouble of those that depend on others, over the whole engine. */
@Timeout(60)
class KinTest {

    private final Rig rig = new Rig();

    @BeforeEach
    void routerAndApp() {
        rig.add("router", "lines", "edits");
        rig.add(child("app", "router"));
        rig.good("router");
        rig.good("app");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static Draft.Builder child(String name, String... parents) {
        return Draft.named(name, "scripted://" + name).rooms(List.of("lines", "edits")).parents(List.of(parents));
    }

    /** What checks that are asked for see of a monitor. */
    private void answers(String name, int status) {
        rig.type.statuses.put("scripted://" + name, status);
    }

    private void look() {
        rig.engine.watching().lookAtKin();
        rig.settled();
    }

    private void bothDown() {
        rig.bad("router");
        rig.bad("app");
        look();
    }

    @Test
    void aChildOfABadParentIsShownAndCountedAndNotTold() {
        bothDown();

        assertThat(rig.state("app")).isEqualTo("DOWN");
        assertThat(rig.view("app").behind()).containsExactly("router");
        assertThat(rig.incident("app").number()).isEqualTo(2);
        assertThat(rig.lines.titles()).containsExactly("DOWN  router  #1");
        assertThat(rig.edits.shownTitles()).containsExactly("DOWN  router  #1");
        assertThat(rig.edits.shown().getFirst().text()).contains("1 monitor is behind it: app");
    }

    @Test
    void theParentsMessageIsEditedAsMoreAreBehindItAndFewer() {
        bothDown();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            rig.add(child(name, "router"));
            rig.bad(name);
        }
        look();
        assertThat(rig.edits.shown().getFirst().text()).contains("6 monitors are behind it: a, app, b, c, d, ...");

        List.of("a", "b", "c", "d", "e", "app").forEach(rig::good);
        look();
        assertThat(rig.edits.shown().getFirst().text()).doesNotContain("behind it");
        assertThat(rig.edits.posts()).hasSize(1);
        assertThat(rig.lines.posts()).hasSize(1);
    }

    @Test
    void aChildsFirstBadCheckHasItsParentsCheckedAtOnce() {
        answers("router", 503);
        rig.add("switch");
        rig.add(child("shop", "router", "switch"));
        rig.type.looked.clear();
        rig.check("shop", 503);

        await().until(() -> rig.type.looked.containsAll(List.of("scripted://router", "scripted://switch")));
        await().until(() -> rig.view("router").standing().badChecks() == 1);
    }

    @Test
    void aChildThatIsConfirmedFirstWaitsForItsParentsVerdict() {
        answers("router", 503);
        for (int i = 0; i < 3; i++) {
            rig.check("app", 503);
        }
        look();
        assertThat(rig.state("app")).isEqualTo("DOWN");
        assertThat(rig.lines.posts()).isEmpty();

        await().until(() -> rig.view("router").standing().badChecks() > 0);
        rig.checkNow(rig.monitor("router"), 503);
        rig.checkNow(rig.monitor("router"), 503);
        look();
        assertThat(rig.lines.titles()).containsExactly("DOWN  router  #2");
        assertThat(rig.lines.last()).contains("1 monitor is behind it: app");
    }

    @Test
    void aChildWhoseParentTurnsOutWellIsTold() {
        answers("router", 200);
        for (int i = 0; i < 3; i++) {
            rig.check("app", 503);
        }
        await().untilAsserted(() -> {
            look();
            assertThat(rig.lines.titles()).containsExactly("DOWN  app  #1");
        });
    }

    @Test
    void nobodyWaitsForEver() {
        rig.engine.definitions().edit("router", rig.monitor("router").draft().edit().confirm(50).build());
        answers("router", 503);
        for (int i = 0; i < 3; i++) {
            rig.check("app", 503);
        }
        await().until(() -> rig.view("router").standing().badChecks() > 0);
        look();
        assertThat(rig.lines.posts()).isEmpty();

        rig.clock.pass(Duration.ofSeconds(61));
        look();
        assertThat(rig.lines.titles()).containsExactly("DOWN  app  #1");
    }

    @Test
    void whenTheParentRecoversAndTheChildDoesTooNothingIsSaidOfTheChild() {
        bothDown();
        answers("app", 200);
        rig.good("router");
        look();
        await().until(() -> rig.view("app").standing().unconfirmed());
        look();
        rig.check("app", 200);
        look();

        assertThat(rig.state("app")).isEqualTo("UP");
        assertThat(rig.lines.titles()).containsExactly("DOWN  router  #1", "RECOVERED  router  #1  after 6 min");
    }

    @Test
    void whenTheParentRecoversAndTheChildIsStillBadItIsToldThen() {
        bothDown();
        answers("app", 503);
        rig.good("router");
        look();
        rig.check("app", 503);
        look();

        assertThat(rig.lines.titles()).endsWith("RECOVERED  router  #1  after 6 min", "DOWN  app  #2");
    }

    @Test
    void aChildThatWasToldBeforeItsParentWasBadGetsItsRecovery() {
        answers("router", 200);
        rig.bad("app");
        await().untilAsserted(() -> {
            look();
            assertThat(rig.lines.titles()).containsExactly("DOWN  app  #1");
        });
        rig.bad("router");
        look();
        rig.good("app");

        assertThat(rig.lines.titles()).containsExactly(
                "DOWN  app  #1", "DOWN  router  #2", "RECOVERED  app  #1  after 6 min");
    }

    @Test
    void whatIsOnlySlowDoesNotExplainWhatIsDown() {
        rig.add(Draft.named("db", "scripted://db").rooms(List.of("lines"))
                .expect("warn: [STATUS] == 200").expect("[STATUS] < 500"));
        rig.add(child("shop", "db").expect("warn: [STATUS] == 200").expect("[STATUS] < 500"));
        rig.bad("db", 404);
        rig.bad("shop", 404);
        look();
        assertThat(rig.lines.titles()).containsExactly("DEGRADED  db  #1");

        answers("db", 404);
        answers("shop", 503);
        rig.bad("shop", 503);
        look();
        rig.check("shop", 503);
        look();
        assertThat(rig.lines.titles()).containsExactly("DEGRADED  db  #1", "DOWN  shop  #2");
    }

    @Test
    void theOneAtTheTopOfAllIsToldAndCountsThoseBehindOthers() {
        rig.add(child("page", "app"));
        bothDown();
        rig.bad("page");
        look();

        assertThat(rig.lines.titles()).containsExactly("DOWN  router  #1");
        assertThat(rig.view("page").behind()).containsExactly("router");
        assertThat(rig.edits.shown().getFirst().text()).contains("2 monitors are behind it: app, page");
    }

    @Test
    void anyBadParentIsEnough() {
        rig.add("switch", "lines");
        rig.add(child("shop", "switch", "router"));
        rig.bad("router");
        rig.bad("shop");
        look();

        assertThat(rig.lines.titles()).containsExactly("DOWN  router  #1");
    }

    @Test
    void killedAndStartedAgainItIsStillBehind() {
        bothDown();
        rig.restart();
        answers("router", 503);
        answers("app", 503);
        rig.engine.watching().start();
        rig.bad("app");
        look();

        assertThat(rig.lines.titles()).containsExactly("DOWN  router  #1");
        assertThat(rig.edits.shownTitles()).containsExactly("DOWN  router  #1");
        assertThat(rig.edits.shown().getFirst().text()).contains("1 monitor is behind it: app");
        assertThat(rig.incident("app").state()).isEqualTo(Incident.State.DOWN);
    }

    @Test
    void aParentThatIsPausedOrRemovedExplainsNothing() {
        bothDown();
        answers("app", 503);
        rig.engine.definitions().remove("router");
        look();
        rig.check("app", 503);
        look();

        assertThat(rig.lines.titles()).endsWith("DOWN  app  #2");
        assertThat(rig.monitor("app").parents()).isEmpty();
    }

    @Test
    void aParentThatGoesWithItsFileIsToldOfWhatDependsOnIt() {
        Written gateway = new Written(Draft.named("gateway", "scripted://gateway").build(), Place.NOWHERE);
        rig.engine.definitions().replace(Origin.FILE, List.of(gateway));
        rig.add(child("page", "Gateway"));
        rig.bad("gateway");

        List<Problem> notes = rig.engine.definitions().replace(Origin.FILE, List.of()).notes();
        assertThat(notes).extracting(note -> Catalogue.english().say(note.phrase())).containsExactly(
                "page: gateway, on which it depends, is not watched any more; it stands alone now");
        rig.bad("page");
        assertThat(rig.lines.last()).startsWith("DOWN  page");
    }

    @Test
    void aRenamedParentIsStillTheParent() {
        rig.engine.definitions().edit("router", rig.monitor("router").draft().edit().name("gateway").build());
        assertThat(rig.monitor("app").parents()).containsExactly("gateway");
        rig.bad("gateway");
        rig.bad("app");
        look();

        assertThat(rig.lines.titles()).containsExactly("DOWN  gateway  #1");
    }

    @Test
    void anEndOfAMuteTellsNothingOfAChildThatIsBehind() {
        rig.mute("app", Duration.ofHours(1));
        bothDown();
        rig.unmute(rig.engine.watching().mutes().all().iterator().next());

        assertThat(rig.lines.titles()).containsExactly("DOWN  router  #1");
    }
}
