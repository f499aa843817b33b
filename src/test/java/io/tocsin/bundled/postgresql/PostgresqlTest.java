package io.tocsin.bundled.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.Ports;
import io.tocsin.net.Checks;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Json;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Result;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server, and one that copies it. */
final class PostgresqlTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PASSWORD = "s3same";

    @TempDir
    private static Path directory;

    private static Path data;
    private static EmbeddedPostgres server;
    private static String target;

    private final PostgresqlPlugin plugin = new PostgresqlPlugin(InstantSource.system());
    private final Checks postgresql = Checks.of(plugin, "postgresql");

    @BeforeAll
    static void start() throws Exception {
        data = directory.resolve("data");
        start(0).close(); // makes the directory, which the copy begins with
        copy(data, directory.resolve("copy"));
        server = start(0);
        target = "postgresql://127.0.0.1:" + server.getPort() + "/postgres";
        admin("create table jobs (id int primary key)");
        admin("insert into jobs values (1), (2), (3)");
        admin("create user ana password '" + PASSWORD + "'");
        Path rules = data.resolve("pg_hba.conf");
        Files.writeString(rules, "host all ana 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        admin("select pg_reload_conf()");
    }

    private static EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).setPort(port)
                .setServerConfig("fsync", "off").setServerConfig("max_connections", "20").start();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @AfterEach
    void close() {
        plugin.stop();
    }

    private static void admin(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void itsPressureIsFieldsAndLines() throws Exception {
        Result result = postgresql.check(target, "user", "postgres");

        assertThat(result.failure()).isEmpty();
        assertThat(result.findings()).singleElement()
                .satisfies(line -> assertThat(line.text()).matches("connections [\\d.]+ % <= 90 %"));
        Json body = Json.parse(Checks.body(result));
        assertThat(body.at("role").text()).isEqualTo("primary");
        assertThat(body.at("running").number().orElseThrow().intValue()).isPositive();
        assertThat(body.at("slow").number().orElseThrow().intValue()).isZero();
        assertThat(body.at("waiting").number()).isPresent();
    }

    @Test
    void aQueryHasAValueAndMayOnlyRead() throws Exception {
        assertThat(value("select count(*) from jobs")).isEqualTo("3");
        assertThat(value("select 'three'")).isEqualTo("\"three\"");
        assertThat(value("select id from jobs where id > 7")).isEqualTo("null");
        assertThat(postgresql.reason(target, "user", "postgres", "query", "delete from jobs returning id"))
                .contains(" answers with an error: ERROR: cannot execute DELETE in a read-only transaction");
        assertThat(postgresql.reason(target, "user", "postgres", "query", "select * from nothing"))
                .contains(" answers with an error: ERROR: relation \"nothing\" does not exist");
    }

    private String value(String query) throws Exception {
        Result result = postgresql.check(target, "user", "postgres", "query", query);
        return Json.parse(Checks.body(result)).at("value").toString();
    }

    @Test
    void whoMayNotAndWhatIsNotThereIsToldApart() throws Exception {
        assertThat(postgresql.check(target, "user", "ana", "password", PASSWORD).failure()).isEmpty();
        assertThat(postgresql.reason(target, "user", "ana", "password", "wrong-password"))
                .contains("127.0.0.1:" + server.getPort() + " does not let us in: ")
                .doesNotContain("wrong-password");
        assertThat(postgresql.reason(target + "s", "user", "postgres")).contains(" has no such database: ");
        assertThat(postgresql.reason(target, "user", "postgres", "tls", "yes")).contains("SSL");
        String nobody = "127.0.0.1:" + Ports.quiet();
        Result refused = postgresql.check("postgresql://" + nobody);
        assertThat(refused.unreachable()).isTrue();
        assertThat(Checks.reason(refused)).isEqualTo("connection refused by " + nobody);
        try (ScriptedServer web = ScriptedServer.saying("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertThat(postgresql.reason("postgresql://" + web.address(), "user", "ana")).contains(web.address());
        }
    }

    @Test
    void aServerThatStartsSaysSo() throws Exception {
        String error = "SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0";
        try (ScriptedServer starting = ScriptedServer.silentAfter("E\0\0\0" + (char) (4 + error.length()) + error)) {
            assertThat(postgresql.reason("postgresql://" + starting.address(), "user", "ana")).isEqualTo(
                    starting.address() + " is not ready: FATAL: the database system is starting up");
        }
    }

    @Test
    void whatIsNoPostgresqlIsSaid() throws Exception {
        try (ScriptedServer web = ScriptedServer.silentAfter("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertThat(postgresql.reason("postgresql://" + web.address(), "user", "ana")).isEqualTo(
                    web.address()
                            + " does not speak PostgreSQL, or breaks off: Protocol error.  Session setup failed.");
        }
    }

    @Test
    void aFullServerSaysSo() throws Exception {
        admin("alter role ana connection limit 1");
        try (Connection _ = server.getDatabase("ana", "postgres", Map.of("password", PASSWORD))
                .getConnection()) {
            assertThat(postgresql.reason(target, "user", "ana", "password", PASSWORD))
                    .contains(" takes no more connections: ");
        } finally {
            admin("alter role ana connection limit -1");
        }
        assertThat(postgresql.check(target, "user", "postgres", "connections", "1").findings())
                .anySatisfy(line -> {
                    assertThat(line.passed()).isFalse();
                    assertThat(line.text()).matches("connections [\\d.]+ % > 1 %");
                });
    }

    @Test
    void whoWaitsForALockIsCounted() throws Exception {
        try (Connection holder = server.getPostgresDatabase().getConnection();
                Statement holding = holder.createStatement()) {
            holder.setAutoCommit(false);
            holding.execute("lock table jobs in access exclusive mode");
            Thread waiter = Thread.ofVirtual().start(PostgresqlTest::readJobs);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(findings(target, "waiting", "0"))
                    .contains("waiting 1 > 0"));
            holder.rollback();
            waiter.join();
        }
        assertThat(findings(target, "waiting", "0")).contains("waiting 0 <= 0");
    }

    private static void readJobs() {
        try {
            admin("select * from jobs");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> findings(String of, String... settings) throws Exception {
        String[] all = Stream.concat(Stream.of("user", "postgres"), Stream.of(settings)).toArray(String[]::new);
        return postgresql.check(of, all).findings().stream().map(ConditionLine::text).toList();
    }

    @Test
    void aReplicaTellsHowFarItIsBehind() throws Exception {
        Path copy = directory.resolve("copy");
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + server.getPort() + " user=postgres'\n");
        try (EmbeddedPostgres replica = EmbeddedPostgres.builder().setDataDirectory(copy).setCleanDataDirectory(false)
                .setServerConfig("fsync", "off").setServerConfig("max_connections", "20").start()) {
            String behind = "postgresql://127.0.0.1:" + replica.getPort() + "/postgres";
            admin("insert into jobs values (10)");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(findings(behind, "lag", "1h"))
                    .contains("lag 0 s <= 3600 s"));
            assertThat(Checks.body(postgresql.check(behind, "user", "postgres"))).contains("\"replica\"");

            try (Connection connection = replica.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select pg_wal_replay_pause()");
            }
            admin("insert into jobs values (11)");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(findings(behind, "lag", "100ms"))
                    .anyMatch(line -> line.matches("lag [\\d.]+ s > 0.1 s")));
        } finally {
            admin("delete from jobs where id >= 10");
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(postgresql.refusal("postgresql://ana:secret@db")).startsWith("\"postgresql://***@db\" is not");
        assertThat(postgresql.refusal("postgresql://db:0/shop")).contains("0 is not a port");
        assertThat(postgresql.refusal("postgresql://db", "tls", "maybe"))
                .isEqualTo("tls is \"maybe\"; write no, yes or insecure");
        assertThat(postgresql.refusal("postgresql://db", "ca", "/no/such.pem"))
                .isEqualTo("ca \"/no/such.pem\" cannot be read; name a PEM file");
        assertThat(postgresql.refusal("postgresql://db", "connections", "0")).contains("connections");
        assertThat(new Access("shop", "ana", PASSWORD, Access.Tls.DISABLE, "").toString()).doesNotContain(PASSWORD);
    }
}
