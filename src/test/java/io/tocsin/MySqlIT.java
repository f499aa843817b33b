package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.code.PluginSettings;
import io.tocsin.config.Config;
import io.tocsin.kit.Trial;
import io.tocsin.net.LocalServer;
import io.tocsin.net.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.Driver;

/** {@code plugins/MySql.java} as it ships, its driver from a repository, against MariaDB, which .ci/run installs. */
@Tag("heavy")
final class MySqlIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path PLUGIN = Path.of("plugins/MySql.java");
    private static final String PASSWORD = "s3same";

    @TempDir
    private static Path shared;

    private static LocalRepository repository;
    private static Optional<LocalServer> server = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(LocalServer.program("mariadbd").isPresent(), "MariaDB is not installed");
        Files.copy(PLUGIN, Files.createDirectories(shared.resolve("plugins")).resolve("MySql.java"));
        // .../org/mariadb/jdbc/mariadb-java-client/3.5.0/mariadb-java-client-3.5.0.jar
        repository = new LocalRepository(Driver.class, 6);
        server = Optional.of(server(1));
        admin(port(), "create user ana@'127.0.0.1' identified by '" + PASSWORD + "'",
                "create database shop", "create table shop.jobs (id int primary key)",
                "insert into shop.jobs values (1), (2), (3)",
                "grant select, insert on shop.* to ana@'127.0.0.1'",
                "create user copier@'127.0.0.1' identified by '" + PASSWORD + "'",
                "grant replication slave on *.* to copier@'127.0.0.1'");
        try (TalkingBot first = bot()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(first.says("test " + target(port()))).as(first.notices.toString())
                            .startsWith("UP in"));
        }
    }

    @AfterAll
    static void stop() {
        server.ifPresent(LocalServer::close);
        if (repository != null) {
            repository.close();
        }
    }

    private static LocalServer server(int number) throws Exception {
        Path data = Files.createDirectories(shared.resolve("data" + number));
        String user = "--user=" + System.getProperty("user.name");
        Process install = new ProcessBuilder(
                LocalServer.program("mariadb-install-db").orElseThrow(), "--no-defaults", "--datadir=" + data, user,
                "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve")
                .redirectErrorStream(true).redirectOutput(shared.resolve("install.log").toFile()).start();
        assertThat(install.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(install.exitValue()).as(Files.readString(shared.resolve("install.log"))).isZero();
        return LocalServer.start(port -> List.of(
                LocalServer.program("mariadbd").orElseThrow(), "--no-defaults", "--datadir=" + data, user,
                "--bind-address=127.0.0.1", "--port=" + port, "--socket=" + data.resolve("s"),
                "--pid-file=" + data.resolve("pid"), "--skip-name-resolve", "--max-connections=20",
                "--server-id=" + number, "--log-bin=log", "--innodb-buffer-pool-size=16M"),
                shared.resolve("server" + number + ".log"));
    }

    private static int port() {
        return server.orElseThrow().port();
    }

    private static Connection root(int port) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/?user=root");
    }

    private static void admin(int port, String... statements) throws SQLException {
        try (Connection connection = root(port); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String target(int port) {
        return "mysql://127.0.0.1:" + port + " user root";
    }

    private static String shop(String more) {
        return "mysql://127.0.0.1:" + port() + "/shop user ana password ${secret:DB} " + more;
    }

    private static TalkingBot bot() {
        return new TalkingBot(shared, Map.of(
                "plugins.dir", shared.resolve("plugins").toString(),
                "plugins.repository", repository.address().toString(),
                "plugins.on", "MySql",
                "secret.DB", PASSWORD, "secret.WRONG", "wrong-password"));
    }

    @Test
    void itsPressureAndAQuerysValueAreJudged() throws Exception {
        try (TalkingBot bot = bot()) {
            assertThat(bot.says("test " + shop(""))).startsWith("UP in")
                    .containsPattern("v connections \\d.* % <= 90 %");
            assertThat(bot.says("test " + shop("set connections=1"))).startsWith("DOWN in")
                    .containsPattern("x connections \\d.* % > 1 %");
            assertThat(bot.says("test " + shop("set \"query=select count(*) from jobs\" expect \"[BODY].value == 3\" "
                    + "expect \"[BODY].role == primary\" expect \"[BODY].slow == 0\""))).startsWith("UP in");
            assertThat(bot.says("test " + shop("set \"query=insert into jobs values (9)\"")))
                    .contains("The query writes, and a check may only read: ");
            assertThat(bot.says("test " + shop("set \"query=select * from nothing\"")))
                    .contains("The server answers with an error: ", "shop.nothing");
        }
    }

    @Test
    void whoWaitsForALockIsCounted() throws Exception {
        try (TalkingBot bot = bot(); Connection holder = root(port()); Statement holding = holder.createStatement()) {
            holder.setAutoCommit(false);
            holding.execute("update shop.jobs set id = 4 where id = 3");
            Thread waiter = Thread.ofVirtual().start(MySqlIT::updateJobs);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(bot.says("test " + shop("set waiting=0")))
                    .contains("x waiting 1 > 0"));
            holder.rollback();
            waiter.join();
            assertThat(bot.says("test " + shop("set waiting=0"))).contains("v waiting 0 <= 0");
        }
    }

    private static void updateJobs() {
        try {
            admin(port(), "update shop.jobs set id = id where id = 3");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReplicaTellsHowFarItIsBehindAndThatItHasStopped() throws Exception {
        try (LocalServer replica = server(2); TalkingBot bot = bot()) {
            admin(replica.port(), "change master to master_host='127.0.0.1', master_port=" + port()
                    + ", master_user='copier', master_password='" + PASSWORD + "', master_use_gtid=slave_pos",
                    "start slave");
            String behind = "test " + target(replica.port()) + " set lag=1h";
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(bot.says(behind))
                    .contains("v lag 0 s <= 3600 s"));
            admin(replica.port(), "stop slave");
            assertThat(bot.says(behind)).startsWith("DOWN in").contains("x replication has stopped");
        }
    }

    @Test
    void whoMayNotAndWhatIsNotThereIsToldApart() throws Exception {
        int nobody = Ports.quiet();
        try (TalkingBot bot = bot(); ScriptedServer silent = new ScriptedServer(ScriptedServer::drain)) {
            assertThat(bot.says("test " + shop("").replace("secret:DB", "secret:WRONG")))
                    .contains("The server does not let us in: ").doesNotContain("wrong-password");
            assertThat(bot.says("test " + shop("").replace("/shop", "/shops")))
                    .contains("The database is not there, or not for us: ");
            assertThat(bot.says("test " + shop("set tls=yes"))).contains("DOWN", "ssl not enabled in the server");
            assertThat(bot.says("test mysql://127.0.0.1:" + nobody)).contains("127.0.0.1:" + nobody + ": ");
            assertThat(bot.says("test mysql://" + silent.address() + " timeout 5s"))
                    .contains("The server takes connections, but does not answer in time");
            assertThat(bot.says("test mysql://127.0.0.1:99999")).contains("has no port between 1 and 65535");
            assertThat(bot.says("test " + shop("set tls=maybe")))
                    .contains("tls is \"maybe\"; write no, yes or insecure.");
        }
    }

    @Test
    void aFullServerSaysSo() throws Exception {
        admin(port(), "create user one@'127.0.0.1' identified by '" + PASSWORD + "' with max_user_connections 1");
        try (TalkingBot bot = bot();
                Connection _ = DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:" + port() + "/?user=one&password=" + PASSWORD)) {
            assertThat(bot.says("test " + shop("").replace("/shop", "").replace("user ana", "user one")))
                    .contains("The server takes no more connections: ");
        }
    }

    @Test
    void itsOwnTestPasses() throws Exception {
        List<String> report = new ArrayList<>();
        PluginSettings settings = new PluginSettings(
                shared.resolve("plugins"), true, repository.address(), Optional.of(shared.resolve("kit")));

        assertThat(Trial.of(PLUGIN, settings, Config.of(Map.of()), report::add)).as(report.toString()).isTrue();
        assertThat(report).anyMatch(line -> line.contains("ok"));
    }
}
