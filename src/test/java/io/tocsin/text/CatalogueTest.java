package io.tocsin.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Phrase;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class CatalogueTest {

    private final Catalogue japanese = Language.JAPANESE.words();

    @Test
    void wordsAreThoseOfTheLanguage() {
        assertThat(japanese.say("sample.both", "2", "3")).isEqualTo("3のうち2");
        assertThat(Catalogue.english().say("sample.both", "2", "3")).isEqualTo("2 of 3");
    }

    @Test
    void whatALanguageHasNoWordsForIsSaidInEnglish() {
        assertThat(japanese.say("sample.english", "x")).isEqualTo("only English, x");
        assertThat(japanese.say("sample.both", Phrase.of("sample.english", "x"), "3"))
                .isEqualTo("3のうちonly English, x");
    }

    @Test
    void whatIsWrittenWronglyInALanguageIsSaidInEnglish() {
        assertThat(japanese.say("sample.broken", "x")).isEqualTo("whole: x");
    }

    @Test
    void whatNobodyHasWordsForIsSaidByItsKey() {
        assertThat(japanese.say("sample.nobody", "x")).isEqualTo("sample.nobody[x]");
        assertThat(Catalogue.english().say("nowhere.nothing")).isEqualTo("nowhere.nothing[]");
    }

    @Test
    void theMachinesOwnLanguageIsNotSaidInPlaceOfEnglish() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.JAPAN);
            assertThat(new Catalogue(Locale.ENGLISH).say("sample.both", "2", "3")).isEqualTo("2 of 3");
        } finally {
            Locale.setDefault(before);
        }
    }
}
