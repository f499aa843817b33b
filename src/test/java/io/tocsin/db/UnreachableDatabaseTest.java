package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.Keys;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is not there when the bot starts, nor a while later. */
final class UnreachableDatabaseTest {

    @TempDir
    private Path directory;

    @Test
    void aHostThatIsNotKnownIsNamed() {
        DbSettings settings =
                DbSettings.read(Keys.of(Map.of("db.url", "jdbc:postgresql://nowhere.invalid/tocsin")), directory);

        assertThatThrownBy(() -> Database.open(
                settings, Migrations.bundled(), InstantSource.system(), Duration.ofMillis(600)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .isEqualTo("The database PostgreSQL jdbc:postgresql://nowhere.invalid/tocsin cannot be used: "
                                + "The connection attempt failed (java.net.UnknownHostException: nowhere.invalid). "
                                + "Put that right, or point db.url at another one."));
    }
}
