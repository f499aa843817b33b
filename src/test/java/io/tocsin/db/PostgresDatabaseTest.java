package io.tocsin.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

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

    @Override
    DbSettings settings() {
        return new DbSettings(server.getJdbcUrl("postgres", "postgres"), "postgres", "", Path.of("."));
    }
}
