package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DbSettingsTest {

    private static final Path DATA = Path.of("/data");

    @Test
    void withNothingSetItIsSqliteInTheDataDirectory() {
        Keys keys = Keys.of(Map.of());
        DbSettings settings = DbSettings.read(keys, DATA);

        assertThat(keys.finish().isEmpty()).isTrue();
        assertThat(settings).isEqualTo(DbSettings.in(DATA));
        assertThat(settings.backups()).isEqualTo(7);
        assertThat(settings.commitDelay()).isEqualTo(Duration.ZERO);
        assertThat(settings.dialect().name()).isEqualTo("SQLite /data/tocsin.db");
    }

    @Test
    void everyKeyIsRead() {
        Keys keys = Keys.of(Map.of(
                "db.url", "jdbc:postgresql://db.local/tocsin?user=u&password=p1",
                "db.user", "tocsin",
                "db.password", "p2",
                "db.backups", "3"));
        DbSettings settings = DbSettings.read(keys, DATA);

        assertThat(keys.finish().isEmpty()).isTrue();
        assertThat(settings.user()).isEqualTo("tocsin");
        assertThat(settings.password().reveal()).isEqualTo("p2");
        assertThat(settings.backups()).isEqualTo(3);
        assertThat(settings.dialect().name()).isEqualTo("PostgreSQL jdbc:postgresql://db.local/tocsin");
        assertThat(settings.toString()).doesNotContain("p1", "p2");
    }

    @Test
    void aFileElsewhereAndMemoryAreDatabasesToo() {
        assertThat(read("jdbc:sqlite:/else/where.db").dialect().name()).isEqualTo("SQLite /else/where.db");
        assertThat(read("memory").dialect().name()).isEqualTo("memory (nothing is kept)");
    }

    @Test
    void anUrlThatNamesNoDatabaseIsAProblem() {
        Keys keys = Keys.of(Map.of("db.url", "mysql://localhost/tocsin"));

        assertThat(DbSettings.read(keys, DATA)).isEqualTo(DbSettings.in(DATA));
        assertThat(keys.finish().lines())
                .map(Catalogue.english()::say)
                .singleElement()
                .asString()
                .contains("db.url", "mysql://localhost/tocsin", "names no database that I know");
    }

    private static DbSettings read(String url) {
        return DbSettings.read(Keys.of(Map.of("db.url", url)), DATA);
    }
}
