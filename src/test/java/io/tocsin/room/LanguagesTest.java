package io.tocsin.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.room.Languages.Configured;
import io.tocsin.spi.Person;
import io.tocsin.text.Language;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LanguagesTest {

    private static final Person ANA = new Person("slack:U1", "ana");
    private static final Address NAMED = new Address("slack", "#ops");
    private static final Address BY_ID = new Address("slack", "C1");
    private static final Address OTHER = new Address("slack", "C2");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final Database database = Database.open(DbSettings.memory(), InstantSource.system());
    private boolean connected = true;

    @AfterEach
    void close() {
        database.close();
    }

    private Languages languages(Configured configured) {
        Aliases aliases = new Aliases(database, Map.of("ops", NAMED));
        return new Languages(
                database, aliases, room -> connected && room.equals(NAMED) ? BY_ID : room, configured);
    }

    private Languages languages() {
        return languages(new Configured(Language.ENGLISH, Map.of("ops", Language.JAPANESE)));
    }

    @Test
    void aRoomReadsWhatItsConfigurationSaysElseWhatTheBotSays() {
        assertThat(languages().in(NAMED)).isEqualTo(Language.JAPANESE);
        assertThat(languages().in(BY_ID)).isEqualTo(Language.JAPANESE);
        assertThat(languages().in(OTHER)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void whatWasSaidInTheRoomWinsAndIsKept() {
        languages().choose(BY_ID, Optional.of(Language.TRADITIONAL_CHINESE), ANA, NOW);

        assertThat(languages().in(BY_ID)).isEqualTo(Language.TRADITIONAL_CHINESE);
        assertThat(languages().in(NAMED)).isEqualTo(Language.TRADITIONAL_CHINESE);
        assertThat(languages().in(OTHER)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void aRoomWhoseChatIsAwayKeepsItsLanguage() {
        languages().choose(BY_ID, Optional.of(Language.TRADITIONAL_CHINESE), ANA, NOW);
        connected = false;

        assertThat(languages().in(NAMED)).isEqualTo(Language.TRADITIONAL_CHINESE);
    }

    @Test
    void whatWasSaidCanBeTakenBack() {
        languages().choose(BY_ID, Optional.of(Language.TRADITIONAL_CHINESE), ANA, NOW);
        languages().choose(BY_ID, Optional.empty(), ANA, NOW);

        assertThat(languages().in(BY_ID)).isEqualTo(Language.JAPANESE);
        assertThat(languages().in(NAMED)).isEqualTo(Language.JAPANESE);
    }

    @Test
    void aPersonIsAnsweredInTheirOwnEverywhere() {
        languages().choose(ANA, Optional.of(Language.SIMPLIFIED_CHINESE), NOW);

        assertThat(languages().of(ANA, BY_ID)).isEqualTo(Language.SIMPLIFIED_CHINESE);
        assertThat(languages().of(ANA, OTHER)).isEqualTo(Language.SIMPLIFIED_CHINESE);
        assertThat(languages().in(BY_ID)).isEqualTo(Language.JAPANESE);
        assertThat(languages().of(new Person("slack:U2", "ben"), BY_ID)).isEqualTo(Language.JAPANESE);
    }

    @Test
    void aRoomAndAPersonOfTheSameIdAreTwo() {
        Address room = new Address("telegram", "12");
        languages().choose(new Person("telegram:12", "ana"), Optional.of(Language.JAPANESE), NOW);

        assertThat(languages().in(room)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void aChangedConfigurationHoldsAtOnce() {
        Languages languages = languages();
        languages.configure(new Configured(Language.SIMPLIFIED_CHINESE, Map.of()));

        assertThat(languages.in(NAMED)).isEqualTo(Language.SIMPLIFIED_CHINESE);
        assertThat(languages.usual()).isEqualTo(Language.SIMPLIFIED_CHINESE);
    }
}
