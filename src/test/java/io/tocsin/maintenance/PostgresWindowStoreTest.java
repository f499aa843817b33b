package io.tocsin.maintenance;

import io.tocsin.config.Secret;
import io.tocsin.db.DbSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresWindowStoreTest extends WindowStoreContract {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from maintenance; delete from maintenance_run");
        }
    }

    @Override
    DbSettings settings() {
        return new DbSettings(
                server.getJdbcUrl("postgres", "postgres"), "postgres", new Secret(""), Path.of("."), 1, Duration.ZERO);
    }
}
