package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages flipped in the file, found at the start and while running. */
class DamagedDatabaseTest {

    private static final int PAGE = 4096;

    @TempDir
    Path data;

    @Test
    void aFlippedPageOfHistoryCostsOnlyThatTableSinceTheBackup() throws IOException {
        try (Database database = open()) {
            put(database, "a");
            samples(database, 0, 1_000);
            assertThat(database.backup(DatabaseContract.NOW)).isPresent();
            put(database, "b");
            samples(database, 1_000, 3_000);
        }
        flip("sample");

        try (Database database = open()) {
            database.events().forEach(News::hasWords);
            assertThat(database.events())
                    .extracting(Phrase::key)
                    .containsExactly("db.damaged", "db.restored", "db.salvaged");
            assertThat(DatabaseContract.values(database)).containsExactly("a=1", "b=1");
            assertThat(count(database)).isEqualTo(1_000);
            assertThat(names()).anyMatch(name -> name.matches("tocsin\\.db\\.damaged-20261121-140211"));
            assertThat(database.writeAndWait(tx -> DatabaseContract.insert(tx, "c", "1")))
                    .isEqualTo(Written.COMMITTED);
        }
        try (Database database = open()) {
            assertThat(database.events()).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoDatabaseAnyMoreGivesWayToTheBackup() throws IOException {
        try (Database database = open()) {
            put(database, "a");
            database.backup(DatabaseContract.NOW);
            put(database, "b");
        }
        overwrite(0, 100);

        try (Database database = open()) {
            assertThat(database.events()).extracting(Phrase::key).containsExactly("db.damaged", "db.restored");
            assertThat(DatabaseContract.values(database)).containsExactly("a=1");
        }
    }

    @Test
    void aBackupThatIsDamagedTooIsPassedOver() throws IOException {
        Path newer;
        try (Database database = open()) {
            put(database, "a");
            database.backup(DatabaseContract.NOW);
            put(database, "b");
            newer = database.backup(DatabaseContract.NOW.plus(Duration.ofDays(1))).orElseThrow();
        }
        overwrite(newer, 2 * PAGE, 40 * PAGE);
        overwrite(0, 100);

        try (Database database = open()) {
            assertThat(DatabaseContract.values(database)).containsExactly("a=1");
        }
    }

    @Test
    void withoutAnyBackupAFreshDatabaseBegins() throws IOException {
        try (Database database = open()) {
            put(database, "a");
        }
        overwrite(0, 100);

        try (Database database = open()) {
            assertThat(database.events()).extracting(Phrase::key).containsExactly("db.damaged", "db.fresh");
            assertThat(DatabaseContract.values(database)).isEmpty();
        }
    }

    @Test
    void damageFoundWhileRunningIsReplacedAndTheLiveStateWrittenAnew() throws IOException {
        try (Database database = open()) {
            put(database, "a");
            samples(database, 0, 3_000);
        }
        try (Database database = open()) {
            News news = News.of(database);
            database.onReplaced(tx -> tx.update("insert into meta (key, value) values ('live', '1')"
                    + " on conflict (key) do update set value = excluded.value"));
            // the writer has read the pages before, and would not look again
            database.writeAndWait(tx -> tx.update("pragma shrink_memory"));
            flip("sample");

            database.write(Priority.SAMPLE, tx -> tx.update("update sample set checks = checks + 1"));
            await().atMost(Duration.ofSeconds(30)).until(() -> news.keys().contains("db.recovered"));

            news.hasKeys("db.trouble.damaged", "db.damaged", "db.fresh", "db.salvaged", "db.recovered");
            assertThat(database.health().ok()).isTrue();
            assertThat(DatabaseContract.values(database)).containsExactly("a=1", "live=1");
            assertThat(count(database)).isZero();
        }
    }

    @Test
    void aReaderThatFindsDamageHasItRepaired() throws IOException {
        try (Database database = open()) {
            put(database, "a");
            samples(database, 0, 3_000);
        }
        try (Database database = open()) {
            News news = News.of(database);
            flip("sample");

            DatabaseContract.refuses(() -> count(database), "db.unreadable");
            news.hasKeys("db.trouble.damaged", "db.damaged", "db.fresh", "db.salvaged", "db.recovered");
            assertThat(count(database)).isZero();
        }
    }

    @Test
    void aFileThatSomebodyRemovesIsMadeAnewWithTheLiveState() throws IOException {
        try (Database database = open()) {
            News news = News.of(database);
            database.onReplaced(tx -> tx.update("insert into meta (key, value) values ('live', '1')"
                    + " on conflict (key) do update set value = excluded.value"));
            put(database, "a");
            for (String part : List.of("-wal", "-shm", "")) {
                Files.deleteIfExists(data.resolve("tocsin.db" + part));
            }

            news.hasKeys("db.trouble.damaged", "db.gone", "db.fresh", "db.recovered");
            assertThat(DatabaseContract.values(database)).containsExactly("live=1");
        }
        try (Database database = open()) {
            assertThat(DatabaseContract.values(database)).containsExactly("live=1");
        }
    }

    @Test
    void anExchangeThatAKillLeftHalfDoneIsFinished() throws IOException {
        try (Database database = open()) {
            put(database, "good");
        }
        Files.copy(file(), data.resolve("tocsin.db.restored"));
        try (Database database = open()) {
            put(database, "later");
        }
        assertThat(names()).noneMatch(name -> name.contains("restored"));

        Files.copy(file(), data.resolve("tocsin.db.restored"), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(file());
        try (Database database = open()) {
            assertThat(DatabaseContract.values(database)).containsExactly("good=1", "later=1");
        }
    }

    private Database open() {
        return Database.open(DbSettings.in(data), DatabaseContract.CLOCK);
    }

    private static void put(Database database, String key) {
        assertThat(database.writeAndWait(tx -> DatabaseContract.insert(tx, key, "1")))
                .isEqualTo(Written.COMMITTED);
    }

    private static void samples(Database database, int from, int to) {
        database.writeAndWait(tx -> {
            for (long minute = from; minute < to; minute++) {
                tx.update("insert into sample values ('shop', '', ?, 1, 0, 5, 5, 5, null, null)", minute);
            }
        });
    }

    private static long count(Database database) {
        return database.read(tx -> tx.query("select sum(checks) as n from sample", row -> row.numberIf("n").orElse(0)))
                .getFirst();
    }

    private Path file() {
        return data.resolve("tocsin.db");
    }

    /** Flips the bits of a table's inner pages. */
    private void flip(String table) throws IOException {
        int root = Integer.parseInt(ask("select rootpage from sqlite_master where name = '" + table + "'"));
        overwrite((long) (root - 1) * PAGE, PAGE);
    }

    private String ask(String sql) {
        try (Session session = Sqlite.file(file()).openReader()) {
            return session.ask(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void overwrite(long from, int count) throws IOException {
        overwrite(file(), from, count);
    }

    private static void overwrite(Path file, long from, int count) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (long at = from; at < Math.min(from + count, bytes.length()); at++) {
                bytes.seek(at);
                int old = bytes.read();
                bytes.seek(at);
                bytes.write(~old);
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
