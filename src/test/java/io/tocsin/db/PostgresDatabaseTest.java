package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest extends DatabaseContract {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        // a session's time zone unlike the JVM's must not matter
        server = EmbeddedPostgres.builder()
                .setServerConfig("timezone", "Asia/Kolkata")
                .setServerConfig("fsync", "off")
                .start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    @Override
    void open() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        super.open();
    }

    @Test
    void connectionsThatTheServerCutsAreOpenedAnew() throws SQLException {
        put("a", "1");
        assertThat(values()).containsExactly("a=1");
        News news = News.of(database);
        admin("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tocsin'");

        assertThat(put("b", "2")).isEqualTo(Written.COMMITTED);
        assertThat(values()).containsExactly("a=1", "b=2");
        assertThat(news.keys()).isEmpty();
    }

    @Test
    void whileTheServerLetsNobodyInWritesWait() throws SQLException {
        News news = News.of(database);
        admin("update pg_database set datallowconn = false where datname = 'postgres'");
        admin("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tocsin'");
        try {
            assertThat(put("a", "1")).isEqualTo(Written.DEFERRED);
            assertThat(database.health().trouble().orElseThrow().kind()).isEqualTo(Health.Kind.UNREACHABLE);
            refuses(this::values, "db.unreadable");
        } finally {
            admin("update pg_database set datallowconn = true where datname = 'postgres'");
        }
        await().until(() -> database.health().ok());

        assertThat(values()).containsExactly("a=1");
        news.hasKeys("db.trouble.unreachable", "db.recovered");
    }

    /** Says something in another database of the server. */
    private static void admin(String sql) throws SQLException {
        try (Connection connection =
                server.getDatabase("postgres", "template1").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    DbSettings settings() {
        return DbSettings.in(Path.of(".")).withUrl(server.getJdbcUrl("postgres", "postgres"), "postgres");
    }
}
