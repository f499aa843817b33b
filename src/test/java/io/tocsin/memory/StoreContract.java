package io.tocsin.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Store;
import io.tocsin.text.Catalogue;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a plugin's memory does on every database. */
abstract class StoreContract {

    Database database;
    private Store store;

    /** The same database each time within a test, a fresh one for each test. */
    abstract DbSettings settings();

    @BeforeEach
    void open() {
        database = Database.open(settings(), InstantSource.system());
        store = new Memories(database).of("Deploys");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsPutIsThereUntilItIsRemoved() {
        store.put("b", "2");
        store.put("a", "1 äö 😀\n");
        store.put("b", "3");
        store.remove("nothing");

        assertThat(store.get("a")).contains("1 äö 😀\n");
        assertThat(store.get("A")).isEmpty();
        assertThat(store.all()).containsExactly(Map.entry("a", "1 äö 😀\n"), Map.entry("b", "3"));
        store.remove("a");
        assertThat(store.all()).containsExactly(Map.entry("b", "3"));
    }

    @Test
    void nobodyElseSeesIt() {
        store.put("a", "1");

        assertThat(new Memories(database).of("Other").all()).isEmpty();
        assertThat(new Memories(database).of("deploys").get("a")).contains("1");
    }

    @Test
    void itIsWrittenAnewWhereTheDatabaseWasReplaced() {
        store.put("a", "1");
        store.put("b", "2");
        store.remove("b");
        store.put("large", "x".repeat(60_000));
        database.writeAndWait(tx -> tx.update("delete from plugin_store"));
        assertThat(store.get("a")).isEmpty();

        database.rewrite();

        assertThat(store.all()).containsOnlyKeys("a", "large").containsEntry("a", "1");
    }

    @Test
    void ofWhatIsVeryMuchOnlyAPartIsWrittenAnew() {
        store.put("small", "1");
        for (int i = 0; i < 8; i++) {
            store.put("large" + i, "x".repeat(60_000));
        }
        store.put("last", "2");
        database.writeAndWait(tx -> tx.update("delete from plugin_store"));

        database.rewrite();

        assertThat(store.all()).hasSizeBetween(5, 7).containsEntry("small", "1").containsEntry("last", "2");
    }

    @Test
    void whatWasPutInAnEarlierLifeIsWrittenAnewToo() {
        store.put("a", "1");
        database.close();
        open();
        assertThat(store.get("other")).isEmpty();
        database.writeAndWait(tx -> tx.update("delete from plugin_store"));

        database.rewrite();

        assertThat(store.all()).containsOnlyKeys("a");
    }

    @Test
    void itIsThereAfterARestart() {
        store.put("a", "1");
        database.close();
        open();

        assertThat(store.get("a")).contains("1");
    }

    @Test
    void whatIsTooMuchIsRefused() {
        refused("", "x", "under the key \"\" of 0 characters; keys have 1 to 200");
        refused("k".repeat(201), "x", "of 201 characters; keys have 1 to 200");
        refused("k", "ä".repeat(32_769), "cannot remember 65538 bytes under the key k; a value may have 65536");
        refused("k", "a\0b", "under the key k has characters that are no text");
        refused("k", "\ud83d", "under the key k has characters that are no text");
        store.put("k".repeat(200), "v".repeat(65_536));
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void aThousandAreTheMost() {
        database.writeAndWait(tx -> {
            for (int number = 0; number < 999; number++) {
                tx.update("insert into plugin_store (plugin, key, value) values ('deploys', ?, 'x')", "k" + number);
            }
        });
        store.put("last", "fits");

        refused("more", "x", "it has 1000 keys already");
        store.put("last", "may be changed");
        store.remove("k0");
        store.put("more", "fits now");
        assertThat(store.all()).hasSize(1_000);
    }

    private void refused(String key, String value, String why) {
        assertThatThrownBy(() -> store.put(key, value)).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase())).contains(why));
    }
}
