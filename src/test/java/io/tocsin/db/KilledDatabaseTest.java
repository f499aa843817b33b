package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that dies where it hurts: what it said was written is there, and the database opens. */
class KilledDatabaseTest {

    /** The process: says each number once it is written, and makes a backup now and then. */
    static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) {
            try (Database database = Database.open(DbSettings.in(Path.of(arguments[0])), InstantSource.system())) {
                for (int number = 0; number < 200; number++) {
                    String key = Integer.toString(number);
                    database.writeAndWait(tx -> DatabaseContract.insert(tx, key, "1"));
                    System.out.println(key);
                    if (number == 100) {
                        database.backup(DatabaseContract.NOW);
                    }
                }
            }
        }
    }

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"migration", "before-commit:50", "after-commit:50", "backup"})
    void whatWasSaidToBeWrittenIsThere(String failPoint) throws IOException, InterruptedException {
        List<String> said = runUntilKilled(failPoint);

        try (Database database = Database.open(DbSettings.in(data), DatabaseContract.CLOCK)) {
            assertThat(database.events()).isEmpty();
            List<String> found =
                    database.read(tx -> tx.query("select key from meta order by rowid", row -> row.text("key")));
            assertThat(found).startsWith(said.toArray(String[]::new)).hasSizeBetween(said.size(), said.size() + 1);
            assertThat(database.isBackupDue(DatabaseContract.NOW)).isTrue();
            assertThat(database.backup(DatabaseContract.NOW)).isPresent();
        }
    }

    private List<String> runUntilKilled(String failPoint) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dtocsin.failpoint=" + failPoint,
                Victim.class.getName(),
                data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("\\d+")) {
                    said.add(line);
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(137);
        return said;
    }
}
