package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {

    @TempDir
    Path data;

    @Test
    void oneADayIsDueAndSevenAreKept() throws IOException {
        try (Database database = open()) {
            Instant now = DatabaseContract.NOW;
            for (int day = 0; day < 9; day++) {
                assertThat(database.isBackupDue(now)).isTrue();
                assertThat(database.backup(now)).isPresent();
                assertThat(database.isBackupDue(now)).isFalse();
                now = now.plus(Duration.ofDays(1));
            }
        }

        assertThat(names())
                .containsExactly(
                        "tocsin-2026-11-23.db",
                        "tocsin-2026-11-24.db",
                        "tocsin-2026-11-25.db",
                        "tocsin-2026-11-26.db",
                        "tocsin-2026-11-27.db",
                        "tocsin-2026-11-28.db",
                        "tocsin-2026-11-29.db");
    }

    @Test
    void aBackupMadeWhileWritingIsADatabaseOfItsOwn() throws IOException {
        Path copy;
        try (Database database = open()) {
            database.writeAndWait(tx -> DatabaseContract.insert(tx, "a", "1"));
            copy = database.backup(DatabaseContract.NOW).orElseThrow();
            database.writeAndWait(tx -> DatabaseContract.insert(tx, "b", "2"));
        }
        Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
        Files.copy(copy, elsewhere.resolve("tocsin.db"));

        try (Database database = Database.open(DbSettings.in(elsewhere), DatabaseContract.CLOCK)) {
            assertThat(DatabaseContract.values(database)).containsExactly("a=1");
        }
    }

    private Database open() {
        return Database.open(DbSettings.in(data), DatabaseContract.CLOCK);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("backups"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
