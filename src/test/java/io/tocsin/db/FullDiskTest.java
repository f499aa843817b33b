package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.db.Health.Kind;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of 20 MB that somebody fills. */
class FullDiskTest {

    @TempDir
    Path mount;

    private boolean mounted;

    @BeforeEach
    void mount() throws InterruptedException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", mount.toString());
        String reason = "skipped: a 20 MB file system cannot be mounted here (that takes root on Linux)";
        if (!mounted) {
            System.out.println(reason);
        }
        assumeTrue(mounted, reason);
    }

    @AfterEach
    void unmount() throws InterruptedException {
        if (mounted) {
            assertThat(run("umount", mount.toString())).isTrue();
        }
    }

    @Test
    void changesWaitWhileTheDiskIsFullAndAreWrittenWhenThereIsRoom() throws IOException {
        try (Database database = open()) {
            News news = News.of(database);
            assertThat(put(database, 0)).isEqualTo(Written.COMMITTED);
            fill();
            int number = 0;
            Written written = Written.COMMITTED;
            while (written == Written.COMMITTED) {
                number++;
                assertThat(number).isLessThan(5_000);
                written = put(database, number);
            }
            assertThat(put(database, number + 1)).isEqualTo(Written.DEFERRED);
            assertThat(database.health().trouble().orElseThrow().kind()).isEqualTo(Kind.FULL);
            assertThat(DatabaseContract.values(database)).hasSize(number);

            Files.delete(ballast());
            await().atMost(Duration.ofSeconds(30)).until(() -> database.health().ok());

            assertThat(DatabaseContract.values(database)).hasSize(number + 2);
            news.hasKeys("db.trouble.full", "db.recovered");
        }
    }

    @Test
    void aFullDiskKeepsTheBotNeitherFromStartingNorFromKnowingWhatWas() throws IOException {
        try (Database database = open()) {
            assertThat(put(database, 0)).isEqualTo(Written.COMMITTED);
        }
        fill();
        try (Database database = open()) {
            assertThat(DatabaseContract.values(database)).hasSize(1);
            assertThat(database.events()).extracting(Phrase::key).containsExactly("db.trouble.full");
            assertThat(put(database, 1)).isEqualTo(Written.DEFERRED);
            Files.delete(ballast());
            await().atMost(Duration.ofSeconds(30)).until(() -> database.health().ok());

            assertThat(put(database, 2)).isEqualTo(Written.COMMITTED);
            assertThat(DatabaseContract.values(database)).hasSize(3);
        }
    }

    @Test
    void aBackupThatFindsNoRoomIsRefusedAndTakesNone() throws IOException {
        try (Database database = open()) {
            put(database, 0);
            fill();

            DatabaseContract.refuses(() -> database.backup(DatabaseContract.NOW), "db.backup-room");
            assertThat(database.isBackupDue(DatabaseContract.NOW)).isTrue();
        }
    }

    private Database open() {
        return Database.open(DbSettings.in(mount), DatabaseContract.CLOCK);
    }

    private static Written put(Database database, int number) {
        return database.writeAndWait(
                tx -> DatabaseContract.insert(tx, Integer.toString(number), "x".repeat(10_000)));
    }

    private Path ballast() {
        return mount.resolve("ballast");
    }

    private void fill() {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space");
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
