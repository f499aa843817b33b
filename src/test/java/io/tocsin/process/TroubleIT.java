package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.process.RecordingRoom.Told;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database in trouble while a monitor is: what is said, what the room is told, and what is there afterwards. */
@Tag("heavy")
final class TroubleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BROKEN = 503;
    private static final int OK = 200;
    private static final int PAGE = 4096;

    @TempDir
    Path directory;

    private final Targets targets = new Targets();
    private final RecordingRoom room = new RecordingRoom();

    @AfterEach
    void close() {
        targets.close();
        room.close();
    }

    @Test
    void aDiskThatFillsDuringAnOutageKeepsNobodyInTheDark() throws IOException, InterruptedException {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", directory.toString());
        String reason = "skipped: a 20 MB file system cannot be mounted here (that takes root on Linux)";
        if (!mounted) {
            System.out.println(reason);
        }
        assumeTrue(mounted, reason);
        try {
            outageOnAFullDisk();
        } finally {
            assertThat(run("umount", directory.toString())).isTrue();
        }
    }

    private void outageOnAFullDisk() throws IOException {
        Path ballast = directory.resolve("ballast");
        try (BotProcess bot = launch().start().ready()) {
            watched();
            fill(ballast);
            aroundOnce(bot);
            awaitAdmin("the disk is full");
            bot.ask("status", "the disk is full");
            await().atMost(PATIENCE)
                    .until(() -> String.join("\n", bot.err()).contains("the database cannot be written: FULL"));
            targets.set("shop", BROKEN);
            await().atMost(PATIENCE).until(() -> states().size() == 3);

            Files.delete(ballast);
            await().atMost(PATIENCE).until(() -> admin().contains("The database works again"));
            bot.kill();
        }
        afterwards();
    }

    @Test
    void aDatabaseThatAnotherProgramLocksKeepsNobodyInTheDark() throws SQLException {
        try (BotProcess bot = launch().start().ready()) {
            watched();
            try (Connection other = connect(); Statement statement = other.createStatement()) {
                statement.execute("begin exclusive");
                aroundOnce(bot);
                await().atMost(PATIENCE).until(() -> admin().contains("locked by another program"));
                bot.ask("status", "locked by another program");
                await().atMost(PATIENCE)
                        .until(() -> String.join("\n", bot.err()).contains("the database cannot be written: LOCKED"));
                targets.set("shop", BROKEN);
                await().atMost(PATIENCE).until(() -> states().size() == 3);
                statement.execute("rollback");
            }
            await().atMost(PATIENCE).until(() -> admin().contains("The database works again"));
            bot.kill();
        }
        afterwards();
    }

    @Test
    void aFlippedPageIsSetAsideAndTheBackupTakesItsPlace() throws IOException {
        try (BotProcess bot = launch().jvm("-Dtocsin.test.chores=200").start().ready()) {
            bot.ask("add monitor \"from chat\" " + targets.url("chat") + " every 200ms", "Watching");
            watched();
            targets.set("shop", BROKEN);
            await().atMost(PATIENCE).until(() -> states().size() == 1);
            await().atMost(PATIENCE).until(() -> entries("backups").stream().anyMatch(name -> name.endsWith(".db")));
            bot.stop();
        }
        Path database = data().resolve("tocsin.db");
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek(3L * PAGE);
            file.write(new byte[PAGE]);
        }
        try (BotProcess bot = launch().start().ready()) {
            await().atMost(PATIENCE)
                    .until(() -> admin().contains("was damaged") && admin().contains("is set aside as"));
            awaitAdmin("The backup ");
            awaitAdmin("is in its place");
            assertThat(entries(".")).anyMatch(name -> name.contains("damaged"));
            bot.ask("list", "from chat");
            targets.set("shop", OK);
            await().atMost(PATIENCE).until(() -> states().contains("RECOVERED"));
            bot.stop();
        }
        assertThat(states().getFirst()).isEqualTo("DOWN");
        assertThat(states().getLast()).isEqualTo("RECOVERED");
    }

    @Test
    void aFileDamagedUnderTheRunningBotIsReplacedAndWhatIsKnownIsWrittenAnew() throws IOException {
        try (BotProcess bot = launch().jvm("-Dtocsin.test.chores=200").start().ready()) {
            watched();
            await().atMost(PATIENCE).until(() -> entries("backups").stream().anyMatch(name -> name.endsWith(".db")));
            bot.stop();
        }
        try (BotProcess bot = launch().start().ready()) {
            bot.ask("add monitor late " + targets.url("late") + " every 200ms", "Watching");
            bot.ask("mute late for 1h", "muted");
            targets.set("shop", BROKEN);
            await().atMost(PATIENCE).until(() -> states().size() == 1);
            wipe(2);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                bot.send("incidents").send("history shop").send("audit");
                return admin().contains("is set aside as");
            });
            await().atMost(PATIENCE).until(() -> admin().contains("The database works again"));
            bot.kill();
        }
        try (BotProcess bot = launch().start().ready()) {
            bot.ask("list", "late");
            bot.ask("mutes", "late");
            await().atMost(PATIENCE).until(() -> admin().contains("no changes meanwhile"));
            targets.set("shop", OK);
            await().atMost(PATIENCE).until(() -> states().contains("RECOVERED"));
            bot.stop();
        }
        assertThat(states()).containsExactly("DOWN", "RECOVERED");
    }

    private void awaitAdmin(String said) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(admin()).contains(said));
    }

    /** Zeroes every page of the database file from that one on; what is in the log beside it stays. */
    private void wipe(int firstPage) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(data().resolve("tocsin.db").toFile(), "rw")) {
            file.seek((long) firstPage * PAGE);
            file.write(new byte[(int) file.length() - firstPage * PAGE]);
        }
    }

    /** The second outage goes on: it is known after the kill, is not told again, and its end is told. */
    private void afterwards() {
        try (BotProcess bot = launch().start().ready()) {
            bot.ask("incident 1", "RECOVERED");
            bot.ask("incident 2", "DOWN");
            await().atMost(PATIENCE).until(() -> admin().contains("no changes meanwhile"));
            targets.set("shop", OK);
            await().atMost(PATIENCE).until(() -> states().size() > 3);
            bot.stop();
        }
        assertThat(states()).containsExactly("DOWN", "RECOVERED", "DOWN", "RECOVERED");
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma integrity_check")) {
            assertThat(row.getString(1)).isEqualTo("ok");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The monitor falls and recovers while the database cannot be written, and the room hears of both. */
    private void aroundOnce(BotProcess bot) {
        targets.set("shop", BROKEN);
        await().atMost(PATIENCE).until(() -> states().size() == 1);
        bot.ask("status", "1 DOWN");
        targets.set("shop", OK);
        await().atMost(PATIENCE).until(() -> states().size() == 2);
    }

    private void watched() {
        await().atMost(PATIENCE).until(() -> targets.log("shop").size() > 2);
    }

    private Launch launch() {
        return Launch.in(data())
                .with(room.config("ops", false))
                .with(room.config("admin", false))
                .with("default.room", "webhook:ops")
                .with("admin.room", "webhook:admin")
                .with("flapping", "false")
                .watching("shop", targets.url("shop"));
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + data().resolve("tocsin.db"));
    }

    private List<String> entries(String under) {
        Path inside = data().resolve(under);
        if (!Files.isDirectory(inside)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(inside)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> states() {
        return room.taken("ops").stream().flatMap(told -> told.incidents().stream()).map(Told.Incident::state).toList();
    }

    private String admin() {
        return String.join("\n", room.taken("admin").stream().map(Told::text).toList());
    }

    private static void fill(Path ballast) {
        byte[] block = new byte[PAGE];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space");
        }
    }

    private static boolean run(String... command) throws InterruptedException, IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
