package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Message;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a room hears that wants each incident for itself. */
final class PagerRoomTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void itGetsEachOfManyForItselfAndFollowsItForItself() {
        rig.pager.failsLater();
        IntStream.range(0, 8).forEach(i -> rig.add("m" + i, "pager"));
        IntStream.range(0, 8).forEach(i -> rig.bad("m" + i));
        rig.pager.works();
        rig.restart();
        assertThat(rig.pager.shownTitles()).containsExactly(
                IntStream.range(0, 8).mapToObj(i -> "DOWN  m" + i + "  #" + (i + 1)).toArray(String[]::new));
        assertThat(rig.pager.posts()).extracting(RecordingRoom.Post::key).doesNotHaveDuplicates();

        rig.restart();
        rig.good("m6");
        assertThat(rig.pager.shownTitles()).hasSize(8).element(6).asString().startsWith("RECOVERED  m6  #7");
        assertThat(rig.pager.shownTitles()).element(7).isEqualTo("DOWN  m7  #8");
    }

    @Test
    void whatIsToldAnewAsPlainTextIsStillAboutItsIncident() {
        rig.add("shop", "pager");
        rig.pager.fails(call -> {
            if (!call.message().title().isEmpty()) {
                throw new RoomException(Kind.REFUSED, "too colourful");
            }
        });
        rig.bad("shop");

        assertThat(rig.pager.shown().getFirst().subjects())
                .containsExactly(new Message.Subject(1, "shop", "DOWN", "scripted://shop"));
    }
}
