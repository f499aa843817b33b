package io.tocsin.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Message;
import io.tocsin.spi.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts from outside, as channels show them. */
final class TextsTest {

    @Test
    void nothingIsHiddenOrTurnedAround() {
        assertThat(Plain.visible("a\u202eb\u200bc\u0000d\u001be\tf\r\ng\u2028h\ud83d")).isEqualTo("abc?d?e f\ng\nh?");
        assertThat(Plain.visible("\u4e2d\u6587 \ud83d\ude80")).isEqualTo("\u4e2d\u6587 \ud83d\ude80");
    }

    @Test
    void whatNobodyCanSayThereIsNotShown() {
        Message message =
                Message.of(Severity.GOOD, "UP", "  one\n    two")
                        .withActions(List.of(new Button("Check", "check shop")));

        assertThat(Plain.of(message, 100)).isEqualTo("UP\n  one\n    two");
        assertThat(Plain.body(message, 100)).isEqualTo("one\n  two");
        assertThat(Plain.line("a \n b", 100)).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource({
        "since 09:59:30, since 09:59:30",
        "https://shop.example, https\u2236//shop.example",
        "so :smile: it is, so \u2236smile: it is"
    })
    void addressesAndEmojiAreBrokenAndTimesAreNot(String text, String shown) {
        assertThat(Inert.unlinked(text)).isEqualTo(shown);
    }

    @Test
    void aSignWithinAWordStays() {
        assertThat(Inert.widened("[RESPONSE_TIME] _it_ *x*", "[]_*"))
                .isEqualTo("\uff3bRESPONSE_TIME\uff3d \uff3fit\uff3f \uff0ax\uff0a");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8, 9, 10})
    void aCutHalvesNothing(int most) {
        String backslashed = Inert.backslashed("*a*\ud83d\ude80*b*c*d*", "*", most);
        assertThat(backslashed).hasSizeLessThanOrEqualTo(most).matches("(\\\\\\*|[a-d]|\ud83d\ude80)*\u2026");
        assertThat(Cut.chars("a\ud83d\ude80b\ud83d\ude80c\ud83d\ude80d\ud83d\ude80e", most))
                .hasSizeLessThanOrEqualTo(most).matches("([a-d]|\ud83d\ude80)*\u2026");
        assertThat(Cut.bytes("\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587", most).getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(most);
    }

    @Test
    void whatFitsIsNotCut() {
        assertThat(Inert.backslashed("*ab*", "*", 6)).isEqualTo("\\*ab\\*");
        assertThat(Cut.bytes("\u4e2d\u6587", 6)).isEqualTo("\u4e2d\u6587");
        assertThat(Cut.chars("abc", 3)).isEqualTo("abc");
    }
}
