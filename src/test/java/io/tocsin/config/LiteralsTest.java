package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LiteralsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "add monitor x https://ana:hunter2@x.com/y | add monitor x https://ana:***@x.com/y",
        "add monitor x y header \"Authorization: Bearer abc.def\" tag z | add monitor x y header \"Authorization: ***\" tag z",
        "add monitor x y bearer abcdefgh tag z | add monitor x y bearer *** tag z",
        "add monitor x y password hunter2 every 5s | add monitor x y password *** every 5s",
        "add monitor x y body '{\"user\":\"a\",\"password\":\"b\"}' | add monitor x y body '{\"user\":\"a\",\"password\":\"***\"}'",
        "add monitor x y body \"{\\\"password\\\":\\\"b\\\"}\" | add monitor x y body \"{\\\"password\\\":\\\"***\\\"}\"",
        "add monitor x y password hun\\\\ter2 | add monitor x y password ***",
        "add monitor x https://x.com/?a=1&api_key=123&b=2 | add monitor x https://x.com/?a=1&api_key=***&b=2",
        "add monitor x y header \"X-Api-Key: 123\" | add monitor x y header \"X-Api-Key: ***\"",
    })
    void whatLooksLikeAPasswordIsHidden(String line, String hidden) {
        assertThat(Literals.hide(line)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "add monitor x https://shop.example.com:8443/y every 30s",
        "add monitor x y header \"Authorization: Bearer ${secret:SHOP}\"",
        "add monitor x y password ${secret:SHOP}",
        "add monitor x https://ana:${secret:SHOP}@x.com/y",
        "mute shop for 2h because deploy",
    })
    void otherLinesStay(String line) {
        assertThat(Literals.hide(line)).isEqualTo(line);
    }

    @Test
    void aPasswordThatIsWrittenOutIsRefusedWithAdvice() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Literals.refuse("password", "hunter2"))
                .satisfies(refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .isEqualTo(
                                "The value of password must not be typed into a room, where everybody can read it and the chat keeps"
                                        + " it. Put it into the configuration as secret.NAME, and write ${secret:NAME} here."
                                        + " If what you typed is in use, change it."));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Literals.refuseInHeader("Authorization: Bearer 1234"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Literals.refuseInTarget("https://ana:hunter2@example.com"));
    }

    @Test
    void theNameOfASecretIsNone() {
        assertThatCode(() -> {
            Literals.refuse("password", "${secret:SHOP}");
            Literals.refuseInHeader("Authorization: Bearer ${secret:SHOP}");
            Literals.refuseInHeader("Accept: text/html");
            Literals.refuseInTarget("https://example.com:443/a:b@c");
        }).doesNotThrowAnyException();
    }
}
