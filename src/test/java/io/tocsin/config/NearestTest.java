package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {

    @ParameterizedTest
    @CsvSource({"mute,mute,0", "mutt,mute,1", "muet,mute,1", "mue,mute,1", "'',mute,4", "kitten,sitting,3", "ca,abc,3"})
    void mistakesAreCounted(String from, String to, int distance) {
        assertThat(Nearest.distance(from, to)).isEqualTo(distance);
        assertThat(Nearest.distance(to, from)).isEqualTo(distance);
    }

    @Test
    void theNearestWordComesFirst() {
        assertThat(Nearest.several("STATSU", List.of("stats", "status", "mute"), 3)).containsExactly("status", "stats");
    }

    @Test
    void aWordThatIsFarFromAllIsNotGuessed() {
        assertThat(Nearest.to("deploy", List.of("status", "mute"))).isEmpty();
    }
}
