package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.Ports;
import io.tocsin.process.RecordingRoom.Told;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises, with a real server that goes away and comes back. */
final class StoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void aServerThatDiesAndComesBackIsToldAtTheConsole() {
        try (BotProcess bot = Launch.in(directory.resolve("data")).start().ready()) {
            int port;
            try (Targets server = new Targets(Ports.quiet())) {
                port = server.port();
                bot.ask("add monitor shop " + server.url("shop") + " every 1s expect \"[STATUS] == 200\"",
                        "Watching shop");
                bot.awaitLine("UP in ");
                bot.ask("status", "1 monitor: 1 UP");
            }
            bot.awaitLine("DOWN  shop  #1");
            bot.ask("status", "1 monitor: 1 DOWN");
            try (Targets server = new Targets(port)) {
                assertThat(bot.awaitLine("RECOVERED  shop  #1")).matches(".*after \\d.*");
                bot.ask("status", "1 monitor: 1 UP");
                assertThat(server.log("shop")).isNotEmpty();
            }
            assertThat(bot.endInput().waitFor()).isZero();
            assertThat(bot.out()).filteredOn(line -> line.startsWith("DOWN  shop")).hasSize(1);
        }
    }

    @Test
    void aBotKilledDuringAnOutageNeitherRepeatsTheDownNoticeNorMissesTheRecovery() {
        try (Targets targets = new Targets(); RecordingRoom room = new RecordingRoom()) {
            Launch launch = watchingShop(targets, room);
            try (BotProcess bot = launch.start().ready()) {
                await().atMost(PATIENCE).until(() -> targets.log("shop").size() > 1);
                targets.set("shop", 503);
                await().atMost(PATIENCE).until(() -> states(room), List.of("DOWN")::equals);
                await().atMost(PATIENCE).until(this::allMarked);
                bot.kill();
            }
            try (BotProcess bot = launch.start().ready()) {
                await().atMost(PATIENCE).until(() -> admin(room), said -> said.contains("no changes meanwhile"));
                bot.kill();
            }
            assertThat(states(room)).containsExactly("DOWN");
            targets.set("shop", 200);
            try (BotProcess bot = launch.start().ready()) {
                await().atMost(PATIENCE).until(() -> admin(room), said -> said.contains("1 change meanwhile"));
                await().atMost(PATIENCE).until(() -> states(room), List.of("DOWN", "RECOVERED")::equals);
                bot.stop();
            }
            assertThat(states(room)).containsExactly("DOWN", "RECOVERED");
            assertThat(room.taken("ops")).flatExtracting(Told::incidents).allMatch(step -> step.number() == 1);
            assertThat(room.taken("ops").getLast().text()).containsPattern("after \\d");
            assertThat(admin(room)).contains("started, was away").endsWith("stopping");
        }
    }

    @Test
    void theFirstStartIsNotAReturn() {
        try (Targets targets = new Targets(); RecordingRoom room = new RecordingRoom()) {
            try (BotProcess bot = watchingShop(targets, room).start().ready()) {
                await().atMost(PATIENCE).until(() -> targets.log("shop").size() > 2);
                bot.stop();
            }
            assertThat(admin(room)).isEqualTo("stopping");
            assertThat(states(room)).isEmpty();
        }
    }

    /** Whether every post is noted as made; killed before that, a bot that cannot ask the room says it once more. */
    private boolean allMarked() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/tocsin.db"));
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from delivery_line where delivered_at is null")) {
            return row.getInt(1) == 0;
        }
    }

    private Launch watchingShop(Targets targets, RecordingRoom room) {
        return Launch.in(directory.resolve("data"))
                .with(room.config("ops", false))
                .with(room.config("admin", false))
                .with("default.room", "webhook:ops")
                .with("admin.room", "webhook:admin")
                .watching("shop", targets.url("shop"));
    }

    private static List<String> states(RecordingRoom room) {
        return room.taken("ops").stream().flatMap(told -> told.incidents().stream()).map(Told.Incident::state).toList();
    }

    private static String admin(RecordingRoom room) {
        return String.join("\n", room.taken("admin").stream().map(Told::text).toList());
    }
}
