package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryDatabaseTest extends DatabaseContract {

    @Override
    DbSettings settings() {
        return DbSettings.memory();
    }

    @Override
    boolean seesOnlyCommitted() {
        return false;
    }

    @Test
    void nothingIsKept() {
        put("a", "1");
        database.close();
        database = Database.open(settings(), CLOCK);

        assertThat(values()).isEmpty();
        assertThat(database.name()).isEqualTo("memory (nothing is kept)");
        assertThat(database.isBackupDue(NOW)).isFalse();
        assertThat(database.backup(NOW)).isEmpty();
    }
}
