package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.process.RecordingRoom.Told;
import io.tocsin.process.Targets.Answered;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges what a room was told by what the targets answered. An answer that another one followed in the same run of the
 * program was taken in and committed, since a monitor's next check waits for that; the last one of each run may have been.
 */
final class Verdicts {

    private final Map<String, List<Answered>> answers = new HashMap<>();
    private final Map<String, Told> firstByKey = new LinkedHashMap<>();
    private final List<Told> repeated = new ArrayList<>();
    private final Map<String, List<String>> told = new HashMap<>();
    private final Path database;

    /** What may be believed of a monitor, and how many changes led there. */
    private record Belief(boolean up, int changes) {

        Belief after(Answered answer) {
            return answer.up() == up ? this : new Belief(answer.up(), changes + 1);
        }
    }

    Verdicts(List<Answered> answers, List<Told> messages, Path database) {
        this.database = database;
        answers.forEach(answer -> this.answers.computeIfAbsent(answer.name(), name -> new ArrayList<>()).add(answer));
        for (Told message : messages) {
            if (firstByKey.putIfAbsent(message.key(), message) != null) {
                repeated.add(message);
                continue;
            }
            message.incidents().forEach(
                    step -> told.computeIfAbsent(step.monitor(), name -> new ArrayList<>()).add(step.state()));
        }
    }

    int repeats() {
        return repeated.size();
    }

    /** What the room was told of a monitor alternates, and is as long as what its target answered makes it. */
    void agree(String name) {
        List<String> states = told.getOrDefault(name, List.of());
        for (int i = 0; i < states.size(); i++) {
            assertThat(states.get(i)).as("message %s of %s: %s", i, name, states)
                    .isEqualTo(i % 2 == 0 ? "DOWN" : "RECOVERED");
        }
        assertThat(beliefs(answers.getOrDefault(name, List.of())))
                .as("what may be believed of %s, of which the room was told %s", name, states)
                .contains(new Belief(states.size() % 2 == 0, states.size()));
    }

    private static Set<Belief> beliefs(List<Answered> answers) {
        Set<Belief> beliefs = Set.of(new Belief(true, 0));
        for (int i = 0; i < answers.size(); i++) {
            Answered answer = answers.get(i);
            boolean lastOfItsRun = i + 1 == answers.size() || !answers.get(i + 1).run().equals(answer.run());
            Set<Belief> next = new HashSet<>();
            for (Belief belief : beliefs) {
                next.add(belief.after(answer));
                if (lastOfItsRun) {
                    next.add(belief);
                }
            }
            beliefs = next;
        }
        return beliefs;
    }

    /** A repeat says what was said the first time, and there is at most one after each kill. */
    void repeatsAtMostOnceA(List<Instant> kills) {
        Map<Long, List<Told>> byKill = new HashMap<>();
        for (Told again : repeated) {
            Told first = firstByKey.get(again.key());
            assertThat(again.incidents()).as("what %s says again", again.key()).isEqualTo(first.incidents());
            long before = kills.stream().filter(kill -> kill.isBefore(again.at())).count();
            byKill.computeIfAbsent(before, number -> new ArrayList<>()).add(again);
        }
        byKill.forEach((kill, repeats) -> assertThat(repeats).as("repeats after kill %s", kill).hasSize(1));
    }

    /** The database agrees with the room, and is whole. */
    void everyTransitionOfTheDatabaseArrived() {
        String changes =
                "select m.name as name, count(*) as changes from transition t join monitor m on m.id = t.monitor_id"
                        + " where not (t.from_state = 'PENDING' and t.to_state = 'UP') group by m.name";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("pragma integrity_check")) {
                assertThat(row.getString(1)).isEqualTo("ok");
            }
            Map<String, Integer> committed = new HashMap<>();
            try (ResultSet rows = statement.executeQuery(changes)) {
                while (rows.next()) {
                    committed.put(rows.getString("name"), rows.getInt("changes"));
                }
            }
            Map<String, Integer> arrived = new HashMap<>();
            told.forEach((name, states) -> arrived.put(name, states.size()));
            assertThat(arrived).isEqualTo(committed);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
