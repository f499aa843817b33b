package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TokensTest {

    private static List<String> words(String line) {
        Tokens tokens = new Tokens(line, 0);
        List<String> words = new ArrayList<>();
        for (Optional<Token> token = tokens.next(); token.isPresent(); token = tokens.next()) {
            words.add(token.get().text());
        }
        return words;
    }

    @Test
    void spacesPartWordsAndQuotesJoinThem() {
        assertThat(words("  a  \"b c\" 'd e' `f g` ")).containsExactly("a", "b c", "d e", "f g");
        assertThat(words("\"\" ''")).containsExactly("", "");
    }

    @Test
    void quotesFromPhonesAreQuotes() {
        assertThat(words("\u201cb c\u201d \u201ed e\u201c \u2018f g\u2019 \u00abh i\u00bb")).containsExactly("b c",
                "d e", "f g", "h i");
        assertThat(words("\u201cb c\" x")).containsExactly("b c", "x");
        assertThat(words("x \"b c\u201d")).containsExactly("x", "b c");
        assertThat(words("\u201c[BODY].name == \"x\"\u201d")).containsExactly("[BODY].name == \"x\"");
    }

    @Test
    void anApostropheInAWordIsNoQuote() {
        assertThat(words("it's ana's")).containsExactly("it's", "ana's");
        assertThat(words("'it's mine' x")).containsExactly("it's mine", "x");
        assertThat(words("\u2018it\u2019s mine\u2019")).containsExactly("it\u2019s mine");
    }

    @Test
    void aBackslashTakesAQuoteForItself() {
        assertThat(words("\"say \\\"hi\\\"\" \"a\\\\b\" \"\\d+\"")).containsExactly("say \"hi\"", "a\\b", "\\d+");
    }

    @Test
    void jsonFitsIntoSingleQuotes() {
        assertThat(words("body '{\"a\":\"b c\"}'")).containsExactly("body", "{\"a\":\"b c\"}");
    }

    @Test
    void anUnclosedQuoteIsRefusedWithItsPlace() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> words("a \"b c"))
                .satisfies(refusal -> assertThat(refusal.phrase().values()).containsExactly("\"", "3", "\"b c"));
    }

    @Test
    void whatIsLeftIsTakenAsItStands() {
        Tokens tokens = new Tokens("note  it's \"x\" ", 4);
        assertThat(tokens.rest()).isEqualTo("it's \"x\"");
        assertThat(tokens.next()).isEmpty();
    }

    @Test
    void spacesFromPhonesAndInvisibleSignsAreCleanedAway() {
        assertThat(Addressing.clean("\u00a0mute\u00a0shop\u200b\tfor\r\n2h\u001b[31m"))
                .isEqualTo("mute shop for  2h[31m");
    }
}
