package io.tocsin.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that are still being written are left alone. */
final class SettlingTest {

    private final Settling settling = new Settling(Map.of("A", "1"));

    @Test
    void whatIsAsBeforeIsNoNews() {
        assertThat(look(Map.of("A", "1"))).isEqualTo("gone [] changed []");
        assertThat(settling.isUnsettled()).isFalse();
    }

    @Test
    void aChangeCountsWhenItLooksTheSameTwice() {
        assertThat(look(Map.of("A", "2"))).isEqualTo("gone [] changed []");
        assertThat(settling.isUnsettled()).isTrue();
        assertThat(look(Map.of("A", "3"))).isEqualTo("gone [] changed []");
        assertThat(look(Map.of("A", "3"))).isEqualTo("gone [] changed [A]");
        assertThat(look(Map.of("A", "3"))).isEqualTo("gone [] changed []");
        assertThat(settling.isUnsettled()).isFalse();
    }

    @Test
    void aNewFileCountsWhenItLooksTheSameTwice() {
        assertThat(look(Map.of("A", "1", "B", "1"))).isEqualTo("gone [] changed []");
        assertThat(look(Map.of("A", "1", "B", "1"))).isEqualTo("gone [] changed [B]");
    }

    @Test
    void aFileThatIsReplacedIsNotGone() {
        assertThat(look(Map.of())).isEqualTo("gone [] changed []");
        assertThat(look(Map.of("A", "2"))).isEqualTo("gone [] changed []");
        assertThat(look(Map.of("A", "2"))).isEqualTo("gone [] changed [A]");
    }

    @Test
    void aFileThatIsMissingTwiceIsGone() {
        assertThat(look(Map.of())).isEqualTo("gone [] changed []");
        assertThat(look(Map.of())).isEqualTo("gone [A] changed []");
        assertThat(look(Map.of())).isEqualTo("gone [] changed []");
    }

    @Test
    void aFileThatComesAndGoesBetweenTwoLooksIsForgotten() {
        assertThat(look(Map.of("A", "1", "B", "1"))).isEqualTo("gone [] changed []");
        assertThat(look(Map.of("A", "1"))).isEqualTo("gone [] changed []");
        assertThat(look(Map.of("A", "1"))).isEqualTo("gone [] changed []");
        assertThat(settling.isUnsettled()).isFalse();
    }

    private String look(Map<String, String> now) {
        Settling.News news = settling.look(now);
        return "gone " + news.gone() + " changed " + news.changed();
    }
}
