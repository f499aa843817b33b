package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a database must be like for this program to use it. */
class SchemaTest {

    @TempDir
    Path data;

    @Test
    void anOlderProgramRefusesANewerSchema() throws SQLException, IOException {
        open().close();
        execute("insert into schema_version (version, applied_at) values (99, 0)");

        long steps;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/io/tocsin/db"))) {
            steps = files.count();
        }
        assertThatThrownBy(this::open).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.phrase().key()).isEqualTo("db.newer");
            assertThat(refusal.phrase().values())
                    .isEqualTo(List.of("SQLite " + data.resolve("tocsin.db"), "99", Long.toString(steps)));
        });
    }

    @Test
    void aFileOfAnotherProgramIsRefusedAndLeftAsItIs() throws SQLException {
        execute("create table recipes (name text)");

        DatabaseContract.refuses(this::open, "db.foreign");
        execute("insert into recipes values ('soup')");
    }

    @Test
    void stepsThatAreMissingAreDoneInOrder() throws SQLException {
        Migrations two = new Migrations("/io/tocsin/db/steps/");
        execute("pragma application_id = " + Sqlite.APPLICATION);
        execute("create table schema_version (version bigint primary key, applied_at bigint not null)");
        execute("insert into schema_version values (1, 0)");
        execute("create table first (a text)");
        Database.open(DbSettings.in(data), two, DatabaseContract.CLOCK).close();

        execute("insert into first (a, b) values ('x', 'y;\n')");
        execute("insert into schema_version (version, applied_at) values (3, 0)");
    }

    @Test
    void aStepThatFailsLeavesTheSchemaBefore() throws SQLException {
        Migrations broken = new Migrations("/io/tocsin/db/broken/");

        DatabaseContract.refuses(
                () -> Database.open(DbSettings.in(data), broken, DatabaseContract.CLOCK), "db.unusable");
        execute("create table fine (a text)");
    }

    private Database open() {
        return Database.open(DbSettings.in(data), DatabaseContract.CLOCK);
    }

    private void execute(String sql) throws SQLException {
        try (Session session = Sqlite.file(data.resolve("tocsin.db")).openWriter()) {
            session.execute(sql);
        }
    }
}
