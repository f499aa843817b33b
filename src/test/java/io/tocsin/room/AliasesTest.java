package io.tocsin.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.spi.Person;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AliasesTest {

    private static final Address OPS = new Address("slack", "#ops");
    private static final Person ANA = new Person("console:ana", "ana");

    private final Database database = Database.open(DbSettings.memory(), InstantSource.system());
    private final Aliases aliases = new Aliases(database, Map.of("ops", OPS));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRoomIsFoundByAliasAndByAddress() {
        assertThat(aliases.resolve("ops")).isEqualTo(OPS);
        assertThat(aliases.resolve("slack:#ops")).isEqualTo(OPS);
        assertThat(aliases.resolve("mail:a:b")).isEqualTo(new Address("mail", "a:b"));
        assertThat(aliases.resolve("console")).isEqualTo(Address.CONSOLE).isEqualTo(aliases.resolve("console:"));
    }

    @Test
    void aRoomIsCalledByItsAliasIfItHasOne() {
        assertThat(aliases.name(OPS)).isEqualTo("ops");
        assertThat(aliases.name(Address.CONSOLE)).isEqualTo("console");
        assertThat(aliases.name(new Address("slack", "#dev"))).isEqualTo("slack:#dev");
    }

    @Test
    void whatPeopleSayIsKeptAndCanBeSaidAnew() {
        aliases.say("dev", "slack:#dev", ANA, Instant.EPOCH);
        aliases.say("dev", "slack:#dev2", ANA, Instant.EPOCH);
        aliases.say("alarm", "ops", ANA, Instant.EPOCH);
        Aliases afterwards = new Aliases(database, Map.of("ops", OPS));

        assertThat(afterwards.resolve("dev")).isEqualTo(new Address("slack", "#dev2"));
        assertThat(afterwards.resolve("alarm")).isEqualTo(OPS);
    }

    @Test
    void theConfigurationWins() {
        aliases.say("dev", "slack:#dev", ANA, Instant.EPOCH);
        aliases.configure(Map.of("dev", new Address("webhook", "dev")));

        assertThat(aliases.resolve("dev")).isEqualTo(new Address("webhook", "dev"));
        assertRefused(() -> aliases.resolve("ops"),
                "I know no room \"ops\"; write an alias (\"rooms\" lists them) or an address such as slack:#ops");
        aliases.configure(Map.of());
        assertThat(aliases.resolve("dev")).isEqualTo(new Address("slack", "#dev"));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertRefused(() -> aliases.resolve("opps"), "I know no room \"opps\". Did you mean: ops");
        assertRefused(
                () -> aliases.say("a b", "ops", ANA, Instant.EPOCH),
                "\"a b\" cannot be the name of a room; use letters, digits, dots, dashes and underscores, 50 at most");
        assertRefused(
                () -> aliases.say("ops", "slack:#dev", ANA, Instant.EPOCH),
                "the room \"ops\" is set in bot.properties; change it there, or choose another name");
        assertRefused(
                () -> Address.parse("ops"),
                "\"ops\" is not the address of a room; write its kind and place, such as slack:#ops or webhook:team");
        assertRefused(
                () -> Address.parse(":x"),
                "\":x\" is not the address of a room; write its kind and place, such as slack:#ops or webhook:team");
    }

    private static void assertRefused(ThrowingCallable action, String words) {
        assertThatThrownBy(action).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase())).isEqualTo(words));
    }
}
