package io.tocsin.bundled.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SegmentsTest {

    @Test
    void oneSegmentHas160CharactersOfTheGsmAlphabetOr70Others() {
        assertThat(new Segments(1).cut("a".repeat(160))).hasSize(160).doesNotContain(".");
        assertThat(new Segments(1).cut("a".repeat(161))).isEqualTo("a".repeat(157) + "...");
        assertThat(new Segments(1).cut("鐘".repeat(70))).hasSize(70).doesNotContain(".");
        assertThat(new Segments(1).cut("鐘".repeat(71))).isEqualTo("鐘".repeat(67) + "...");
    }

    @Test
    void someCharactersCountTwice() {
        assertThat(new Segments(1).cut("€".repeat(80))).hasSize(80);
        assertThat(new Segments(1).cut("€".repeat(81))).isEqualTo("€".repeat(78) + "...");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "10"})
    void whatIsCutFitsHoweverThePhoneSharesItOut(int most) {
        assertThat(segments(new Segments(most).cut("a[".repeat(5_000)), 153, 160)).isEqualTo(most);
        assertThat(segments(new Segments(most).cut("鐘🔔".repeat(5_000)), 67, 70)).isEqualTo(most);
    }

    @Test
    void noCharacterIsCutInTwo() {
        String cut = new Segments(1).cut("🔔".repeat(100));
        assertThat(IntStream.range(0, cut.length() - 3).filter(i -> Character.isHighSurrogate(cut.charAt(i))))
                .hasSize(33);
        assertThat(Character.isLowSurrogate(cut.charAt(cut.length() - 4))).isTrue();
    }

    /** As a phone does it: what takes two places is never divided. */
    private static int segments(String text, int each, int alone) {
        int all = text.codePoints().map(SegmentsTest::places).sum();
        if (all <= alone) {
            return 1;
        }
        int segments = 1;
        int used = 0;
        for (int point : text.codePoints().toArray()) {
            if (used + places(point) > each) {
                segments++;
                used = 0;
            }
            used += places(point);
        }
        return segments;
    }

    private static int places(int point) {
        return point == '[' || point > 0xFFFF ? 2 : 1;
    }
}
