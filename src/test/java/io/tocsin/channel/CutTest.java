package io.tocsin.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CutTest {

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Cut.chars("12345", 5)).isEqualTo("12345");
        assertThat(Cut.bytes("üüü", 6)).isEqualTo("üüü");
    }

    @Test
    void aLongerTextEndsInASignThatThereWasMore() {
        assertThat(Cut.chars("123456", 5)).isEqualTo("1234…");
        assertThat(Cut.bytes("12345678", 7)).isEqualTo("1234…");
    }

    @Test
    void noCharacterIsCutInTwo() {
        assertThat(Cut.chars("ab🔔cd", 4)).isEqualTo("ab…");
        assertThat(Cut.bytes("a🔔b🔔", 8)).isEqualTo("a🔔…");
        assertThat(Cut.bytes("监控监控", 10).getBytes(StandardCharsets.UTF_8)).hasSize(9);
    }
}
