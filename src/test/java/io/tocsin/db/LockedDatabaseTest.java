package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.db.Health.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program holds the file: what comes meanwhile waits, in its order, and the program goes on. */
class LockedDatabaseTest {

    @TempDir
    Path data;

    private Database database;
    private News news;

    @BeforeEach
    void open() {
        database = Database.open(DbSettings.in(data), DatabaseContract.CLOCK);
        news = News.of(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatCannotBeWrittenIsDeferredAndWrittenInItsOrderLater() throws SQLException {
        try (Connection other = lock()) {
            assertThat(add(1)).isEqualTo(Written.DEFERRED);
            List<CompletableFuture<Written>> more = new ArrayList<>();
            for (int i = 2; i <= 100; i++) {
                more.add(later(i));
            }
            assertThat(more).allMatch(one -> one.join() == Written.DEFERRED);
            Health health = database.health();
            assertThat(health.pending()).isEqualTo(100);
            assertThat(health.trouble().orElseThrow().kind()).isEqualTo(Kind.LOCKED);
            assertThat(health.trouble().orElseThrow().since()).isEqualTo(DatabaseContract.NOW);
            assertThat(commands()).isEmpty();
            unlock(other);
        }
        await().until(() -> database.health().ok());

        assertThat(commands()).hasSize(100).isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
        assertThat(database.health().pending()).isZero();
        assertThat(add(101)).isEqualTo(Written.COMMITTED);
        news.hasKeys("db.trouble.locked", "db.recovered");
    }

    @Test
    void aWorkThatIsWrongWhenItsTurnComesStopsNoOther() throws SQLException {
        try (Connection other = lock()) {
            add(1);
            database.write(Priority.CHANGE, tx -> tx.update("insert into nowhere values (1)"));
            later(2);
            unlock(other);
        }
        await().until(() -> database.health().ok());

        assertThat(commands()).containsExactly("1", "2");
    }

    @Test
    void whatStillWaitsIsWrittenAtTheEndWhenItCanBe() throws SQLException {
        try (Connection other = lock()) {
            add(1);
            later(2);
            unlock(other);
        }
        database.close();
        open();

        assertThat(commands()).containsExactly("1", "2");
    }

    private Connection lock() throws SQLException {
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("tocsin.db"));
        try (Statement statement = other.createStatement()) {
            statement.execute("begin exclusive");
        }
        return other;
    }

    private static void unlock(Connection other) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute("rollback");
        }
    }

    private Written add(int number) {
        return later(number).join();
    }

    private CompletableFuture<Written> later(int number) {
        return database.write(
                Priority.CHANGE,
                tx -> tx.update(
                        "insert into audit (at, who, room, command, outcome) values (0, '', '', ?, '')",
                        Integer.toString(number)));
    }

    private List<String> commands() {
        return database.read(tx -> tx.query("select command from audit order by id", row -> row.text("command")));
    }
}
