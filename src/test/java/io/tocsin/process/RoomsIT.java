package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.process.RecordingRoom.Reaction;
import io.tocsin.process.RecordingRoom.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rooms that fail in every way a chat system does. */
@Tag("heavy")
final class RoomsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BROKEN = 503;
    private static final int OK = 200;
    private static final int REFUSED = 400;

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
    void aRoomThatIsDownForAWhileGetsEverythingInOrderAndDelaysNoOther() {
        room.react(told -> told.room().equals("ops") ? Reaction.status(BROKEN) : Reaction.TAKE);
        try (BotProcess bot = launch(3).start().ready()) {
            aroundOnce(3);
            await().atMost(PATIENCE)
                    .until(() -> room.attempts().stream().filter(told -> told.room().equals("ops")).count() > 1);
            assertThat(room.taken("ops")).isEmpty();
            assertThat(bot.ask("rooms", "ops")).contains("ops");
            bot.ask("status", "waiting");
            await().atMost(PATIENCE)
                    .until(() -> String.join("\n", bot.err()).contains("webhook:ops does not take messages"));
            room.react(told -> Reaction.TAKE);
            await().atMost(PATIENCE).until(() -> states("ops").size() == 6);

            assertThat(states("ops")).isEqualTo(states("dev"));
            bot.stop();
        }
    }

    @Test
    void whatARoomHasNotTakenIsKeptOverARestart() {
        room.react(told -> told.room().equals("ops") ? Reaction.status(BROKEN) : Reaction.TAKE);
        try (BotProcess bot = launch(2).start().ready()) {
            aroundOnce(2);
            bot.kill();
        }
        room.react(told -> Reaction.TAKE);
        try (BotProcess bot = launch(2).start().ready()) {
            await().atMost(PATIENCE).until(() -> states("ops").size() == 4);
            // killed between a post and its mark, a room may be told once more
            assertThat(states("ops")).isEqualTo(states("dev").stream().distinct().toList());
            bot.stop();
        }
    }

    @Test
    void aSlowRoomGetsEverythingInOrderAndDelaysNoOther() {
        room.react(told -> told.room().equals("ops") ? Reaction.after(Duration.ofSeconds(2)) : Reaction.TAKE);
        try (BotProcess bot = launch(3).start().ready()) {
            aroundOnce(3);
            assertThat(states("ops").size()).isLessThan(6);
            await().atMost(PATIENCE).until(() -> states("ops").size() == 6);

            assertThat(states("ops")).isEqualTo(states("dev"));
            bot.stop();
        }
    }

    @Test
    void aRoomThatAsksForPatienceIsGivenIt() {
        Duration asked = Duration.ofSeconds(3);
        room.react(told -> told.room().equals("ops") && attempts("ops").size() == 1
                ? Reaction.limit(asked)
                : Reaction.TAKE);
        try (BotProcess bot = launch(1).start().ready()) {
            aroundOnce(1);
            await().atMost(PATIENCE).until(() -> states("ops").size() == 2);

            List<Told> attempts = attempts("ops");
            assertThat(Duration.between(attempts.get(0).at(), attempts.get(1).at())).isGreaterThanOrEqualTo(asked);
            assertThat(attempts.get(1).key()).isEqualTo(attempts.get(0).key());
            assertThat(states("ops")).isEqualTo(states("dev"));
            bot.stop();
        }
    }

    @Test
    void aRefusedMessageIsTriedAsPlainTextThenGivenUpAloudAndTheNextGoesOn() {
        room.react(told -> told.room().equals("ops") && told.says("m0") ? Reaction.status(REFUSED) : Reaction.TAKE);
        try (BotProcess bot = launch(2).start().ready()) {
            aroundOnce(1);
            targets.set("m1", BROKEN);
            await().atMost(PATIENCE).until(() -> !states("ops").isEmpty());

            assertThat(states("ops")).containsExactly("DOWN m1");
            List<Told> refused = attempts("ops").stream().filter(told -> told.says("m0")).toList();
            assertThat(refused).extracting(told -> told.title().isEmpty()).containsExactly(false, true, false, true);
            await().atMost(PATIENCE)
                    .until(() -> admin().contains("a message for ops was given up: webhook:ops answered 400"));
            bot.ask("status", "2 given up");
            bot.stop();
        }
    }

    @Test
    void manyThatFallTogetherBecomeOneMessageInARoomThatCannotEdit() {
        try (BotProcess bot = launch(40).start().ready()) {
            aroundOnce(40);
            await().atMost(PATIENCE).until(() -> states("ops").size() == 80);

            assertThat(room.taken("ops").size()).isLessThan(40);
            assertThat(room.taken("ops"))
                    .anyMatch(told -> told.incidents().size() > 5 && told.title().contains("changes"));
            assertThat(states("ops")).filteredOn(state -> state.startsWith("DOWN")).hasSize(40);
            bot.stop();
        }
    }

    @Test
    void manyThatFallTogetherBecomeOneMessageThatIsEdited() {
        Launch launch = launch(40).with(room.config("ops", true)).with(room.config("dev", true));
        try (BotProcess bot = launch.start().ready()) {
            watchesAll(40);
            setAll(40, BROKEN);
            await().atMost(PATIENCE).until(() -> shown("ops", "DOWN") == 40);
            setAll(40, OK);
            await().atMost(PATIENCE).until(() -> shown("ops", "RECOVERED") == 40);

            List<Told> posts = room.taken("ops").stream().filter(told -> told.action().equals("post")).toList();
            assertThat(posts.size()).isLessThan(20);
            assertThat(posts).anyMatch(told -> told.key().startsWith("digest-") && told.incidents().size() > 5);
            bot.stop();
        }
    }

    /** How many monitors the messages that stand in a room show in a state, once all edits are done. */
    private long shown(String name, String state) {
        Map<String, Told> standing = new TreeMap<>();
        for (Told told : room.taken(name)) {
            switch (told.action()) {
                case "post" -> standing.put("ref-" + told.key(), told);
                case "edit" -> standing.put(told.reference(), told);
                default -> assertThat(told.action()).isEqualTo("reply");
            }
        }
        return standing.entrySet().stream()
                .filter(message -> message.getKey().matches("ref-(incident|digest)-.*"))
                .flatMap(message -> message.getValue().incidents().stream())
                .filter(step -> step.state().equals(state))
                .map(Told.Incident::monitor)
                .distinct()
                .count();
    }

    /** Every target fails, and is well again once the room that is well has heard. */
    private void aroundOnce(int monitors) {
        watchesAll(monitors);
        setAll(monitors, BROKEN);
        await().atMost(PATIENCE).until(() -> states("dev").size() == monitors);
        setAll(monitors, OK);
        await().atMost(PATIENCE).until(() -> states("dev").size() == 2 * monitors);
    }

    private void watchesAll(int monitors) {
        await().atMost(PATIENCE).until(() -> names(monitors).stream().noneMatch(name -> targets.log(name).isEmpty()));
    }

    private void setAll(int monitors, int status) {
        names(monitors).forEach(name -> targets.set(name, status));
    }

    private static List<String> names(int monitors) {
        return IntStream.range(0, monitors).mapToObj(i -> "m" + i).toList();
    }

    private List<Told> attempts(String name) {
        return room.attempts().stream().filter(told -> told.room().equals(name)).toList();
    }

    /** What a room was told, such as {@code DOWN m1}, in order. */
    private List<String> states(String name) {
        List<String> states = new ArrayList<>();
        room.taken(name)
                .forEach(told -> told.incidents().forEach(step -> states.add(step.state() + " " + step.monitor())));
        return states;
    }

    private String admin() {
        return String.join("\n", room.taken("admin").stream().map(Told::text).toList());
    }

    private Launch launch(int monitors) {
        Launch launch = Launch.in(directory.resolve("data"))
                .with(room.config("ops", false))
                .with(room.config("dev", false))
                .with(room.config("admin", false))
                .with("room.ops", "webhook:ops")
                .with("room.dev", "webhook:dev")
                .with("flapping", "false")
                .with("admin.room", "webhook:admin");
        for (String name : names(monitors)) {
            launch = launch.watching(name, targets.url(name)).with("monitor." + name + ".rooms", "ops, dev");
        }
        return launch;
    }
}
