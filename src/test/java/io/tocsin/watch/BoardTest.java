package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.maintenance.Timetable;
import io.tocsin.maintenance.Window;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a room hears that shows how monitors stand. */
final class BoardTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void itHearsOfTroubleThatBecomesLessWhichOthersAreOnlyShown() {
        shop();
        rig.bad("shop");
        rig.bad("shop", 404);
        rig.good("shop");

        assertThat(states(rig.board)).containsExactly("DOWN shop", "DEGRADED shop", "RECOVERED shop");
        assertThat(states(rig.lines)).containsExactly("DOWN shop", "RECOVERED shop");
    }

    @Test
    void aMuteLeavesItAndItsEndTellsWhatIsTrueThen() {
        shop();
        rig.bad("shop");
        var mute = rig.mute("shop");
        rig.bad("shop", 404);
        assertThat(states(rig.board)).containsExactly("DOWN shop");

        rig.unmute(mute);
        assertThat(states(rig.board)).containsExactly("DOWN shop", "DEGRADED shop");
        assertThat(states(rig.lines)).containsExactly("DOWN shop");
    }

    @Test
    void itHearsOfMaintenanceAndOfHowEachMonitorStandsAfterIt() {
        shop();
        rig.add("mail", "board");
        rig.add("else", "lines");
        rig.good("mail");
        rig.bad("shop");
        Window window = window("work", "all");
        assertThat(states(rig.board)).containsExactlyInAnyOrder("DOWN shop", "MAINTENANCE shop", "MAINTENANCE mail");

        end(window);
        assertThat(states(rig.board).subList(3, 6)).containsExactlyInAnyOrder("DOWN shop", "UP mail", "PENDING else");
        assertThat(states(rig.lines)).as("others are told in words").containsExactly("DOWN shop");
        assertThat(rig.lines.titles()).last().asString().startsWith("MAINTENANCE OVER");
    }

    @Test
    void whatAnotherWindowCoversIsInMaintenanceStill() {
        shop();
        rig.good("shop");
        Window first = window("first", "shop");
        Window second = window("second", "all");
        end(first);
        assertThat(states(rig.board)).containsExactly("MAINTENANCE shop", "MAINTENANCE shop", "MAINTENANCE shop");

        end(second);
        assertThat(states(rig.board)).last().isEqualTo("UP shop");
    }

    @Test
    void theEndIsHeardAlsoOfAMonitorThatHasOtherRoomsByThen() {
        Monitor shop = rig.add(Draft.named("shop", "scripted://shop").room("board"));
        rig.good("shop");
        Window window = window("work", "shop");
        rig.engine.definitions().edit("shop", shop.draft().edit().rooms(List.of("lines")).build());
        end(window);

        assertThat(states(rig.board)).containsExactly("MAINTENANCE shop", "UP shop");
    }

    private void shop() {
        rig.add(Draft.named("shop", "scripted://shop").room("board").room("lines")
                .expect("warn: [STATUS] == 200").expect("[STATUS] < 500"));
    }

    private static List<String> states(RecordingRoom room) {
        return room.posts().stream()
                .flatMap(post -> post.message().subjects().stream())
                .map(subject -> subject.state() + " " + subject.monitor())
                .toList();
    }

    private Window window(String name, String selector) {
        Window window = plans().add(
                new Window.Draft(name, List.of(selector), Timetable.once(rig.clock.instant(), HOUR), "new racks"),
                Rig.ANA);
        rig.settled();
        return window;
    }

    private void end(Window window) {
        plans().close(window);
        rig.settled();
    }

    private Plans plans() {
        return new Plans(rig.engine.watching(), rig.clock);
    }
}
