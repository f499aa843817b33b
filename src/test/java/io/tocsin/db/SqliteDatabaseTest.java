package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends DatabaseContract {

    @TempDir
    Path data;

    @Override
    DbSettings settings() {
        return DbSettings.in(data);
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() {
        put("a", "1");
        database.close();
        database = Database.open(settings(), CLOCK);

        assertThat(values()).containsExactly("a=1");
        assertThat(database.events()).isEmpty();
        assertThat(database.name()).isEqualTo("SQLite " + data.resolve("tocsin.db"));
    }
}
