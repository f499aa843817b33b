package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.db.Row;
import io.tocsin.db.Tx;
import io.tocsin.incident.Mute;
import io.tocsin.monitor.Draft;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that was lost, or put back to what it was yesterday, is complete again once the bot has written what it knows. */
class ReplacedDatabaseTest {

    private static final List<String> TABLES = List.of(
            "monitor", "status", "incident", "mute", "due", "delivery", "delivery_line", "digest", "room_alias",
            "grant_");

    private final Rig rig = new Rig().reminding(Duration.ofHours(1));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void anEmptyDatabaseIsFilledAgain() {
        trouble();
        loseAll();
        rig.rewrite();
        rig.restart();

        assertGoesOn();
    }

    @Test
    void writingAnewWhatIsThereChangesNothing() {
        trouble();
        rig.rewrite();
        rig.rewrite();
        rig.restart();

        assertGoesOn();
    }

    @Test
    void whatHappenedSinceTheBackupIsNotUndone() {
        rig.add("shop", "lines");
        rig.add("gone", "lines");
        Mute mute = rig.mute("gone");
        rig.bad("shop");
        List<List<Object>> backup = rig.database.read(tx -> TABLES.stream().map(table -> dump(tx, table)).toList());
        assertThat(backup).isNotEmpty();
        rig.good("shop");
        rig.unmute(mute);
        rig.engine.definitions().remove("gone");
        rig.database.writeAndWait(tx -> {
            tx.update("update incident set state = 'DOWN', closed_at = null");
            tx.update("update status set state = 'DOWN', incident = 1");
            tx.update("update delivery set told = 'DOWN', done = ?", false);
            tx.update("update delivery_line set delivered_at = null");
            tx.update("update mute set ended_at = null");
            tx.update("update monitor set removed_at = null");
        });
        rig.rewrite();
        rig.restart();

        assertThat(rig.engine.watching().monitors()).hasSize(1);
        assertThat(rig.state("shop")).isEqualTo("UP");
        assertThat(rig.view("shop").incident()).isEmpty();
        assertThat(rig.engine.watching().mutes().all()).isEmpty();
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1", "RECOVERED  shop  #1  after 3 min");
    }

    private static List<Object> dump(Tx tx, String table) {
        return tx.query("select count(*) as n from " + table, (Row row) -> row.number("n"));
    }

    private void trouble() {
        rig.add(Draft.named("shop", "scripted://shop").room("lines").group("web"));
        rig.add("mail", "edits");
        rig.add("muted", "lines");
        rig.add("paused", "lines");
        rig.engine.aliases().say("team", "edits:#team", Rig.ANA, rig.clock.instant());
        rig.engine.definitions().pause("paused", true);
        rig.mute("muted", Duration.ofDays(1));
        rig.bad("shop");
        rig.bad("mail");
        rig.bad("muted");
        rig.apply(new Change.Acknowledged(1, Rig.ANA, ""));
        rig.lines.failsLater();
        rig.apply(new Change.Noted(2, Rig.ANA, "a cable"));
        rig.good("shop");
    }

    private void loseAll() {
        rig.database.writeAndWait(tx -> TABLES.forEach(table -> tx.update("delete from " + table)));
    }

    private void assertGoesOn() {
        assertThat(List.of(rig.state("shop"), rig.state("mail"), rig.state("muted"), rig.state("paused")))
                .containsExactly("UP", "DOWN", "DOWN", "PAUSED");
        assertThat(rig.incident("mail").number()).isEqualTo(2);
        assertThat(rig.view("muted").mute()).isPresent();
        assertThat(rig.engine.aliases().all()).containsKey("team");
        rig.lines.works();
        rig.restart();
        rig.engine.watching().start();
        rig.good("mail");

        assertThat(rig.lines.titles()).containsExactly(
                "DOWN  shop  #1", "ana has acknowledged shop #1",
                "RECOVERED  shop  #1  after 9 min, acknowledged by ana");
        assertThat(rig.edits.shownTitles()).singleElement().asString().startsWith("RECOVERED  mail  #2");
        List<String> due =
                rig.database.read(tx -> tx.query("select kind from due order by kind", row -> row.text("kind")));
        assertThat(due).containsExactly("MUTE_ENDS", "REMINDER", "REMINDER", "REMINDER");
    }
}
