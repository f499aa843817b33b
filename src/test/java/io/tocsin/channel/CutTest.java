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
        assertThat(Cut.chars("🔔🔔", 1)).isEqualTo("…");
        assertThat(Cut.bytes("12345678", 7)).isEqualTo("1234…");
    }

    @Test
    void noCharacterIsCutInTwo() {
        assertThat(Cut.chars("ab🔔cd", 4)).isEqualTo("ab…");
        assertThat(Cut.bytes("a🔔b🔔", 8)).isEqualTo("a🔔…");
        assertThat(Cut.bytes("监控监控", 10).getBytes(StandardCharsets.UTF_8)).hasSize(9);
    }

    @Test
    void wholeLinesStayWhereThatCostsLessThanHalf() {
        assertThat(Cut.lines("0123456789", 10)).isEqualTo("0123456789");
        assertThat(Cut.lines("0123456\n89abc", 10)).isEqualTo("0123456\n…");
        assertThat(Cut.lines("one\ntwo\nthree", 10)).isEqualTo("one\ntwo\n…");
        assertThat(Cut.lines("0123\n56789a", 10)).isEqualTo("0123\n5678…");
        assertThat(Cut.lines("01234567🔔a", 10)).isEqualTo("01234567…");
    }
}
