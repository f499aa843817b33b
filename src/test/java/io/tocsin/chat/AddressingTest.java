package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressingTest {

    private final Addressing addressing = new Addressing("tocsin", List.of("!", "bot"));

    @ParameterizedTest
    @ValueSource(strings = {
        "tocsin status", "Tocsin: status", "tocsin, status", "@tocsin status", "@TOCSIN: status", "!status", "! status",
        "bot status",
    })
    void theNameOrAnAliasInFrontIsEnough(String line) {
        assertThat(addressing.addressed(line, false)).contains("status");
        assertThat(addressing.addressed(line, true)).contains("status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "the tocsin status", "tocsins are bells", "!", "!!!", "!= 3", "bottle status", "",
        "tocsin's bell"})
    void otherLinesAreForOthers(String line) {
        assertThat(addressing.addressed(line, false)).isEmpty();
    }

    @Test
    void inADirectMessageNothingIsNeeded() {
        assertThat(addressing.addressed("status", true)).contains("status");
    }

    @Test
    void theNameAloneIsALineWithNothingInIt() {
        assertThat(addressing.addressed("@tocsin", false)).contains("");
    }
}
