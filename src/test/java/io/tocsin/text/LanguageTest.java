package io.tocsin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.Keys;
import io.tocsin.spi.Refusal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageTest {

    @ParameterizedTest
    @CsvSource({
        "en, ENGLISH",
        "en-GB, ENGLISH",
        "English, ENGLISH",
        "zh-TW, TRADITIONAL_CHINESE",
        "zh_tw, TRADITIONAL_CHINESE",
        "zh-HK, TRADITIONAL_CHINESE",
        "繁體中文, TRADITIONAL_CHINESE",
        "zh, SIMPLIFIED_CHINESE",
        "zh-CN, SIMPLIFIED_CHINESE",
        "简体中文, SIMPLIFIED_CHINESE",
        "ja, JAPANESE",
        "ja_JP, JAPANESE",
        "日本語, JAPANESE",
    })
    void aLanguageIsReadAsPeopleWriteIt(String written, Language language) {
        assertThat(Language.parse(written)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"klingon", "zh-TX", "zh-tww", "", "-", "e"})
    void whatIsNoLanguageIsRefusedWithAllThereAre(String written) {
        assertThatThrownBy(() -> Language.parse(written))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .contains("\"" + written + "\" is no language that I know")
                        .contains("en (English), zh-TW (繁體中文), zh-CN (简体中文), ja (日本語)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7 | TRADITIONAL_CHINESE",
        "zh-Hant-HK | TRADITIONAL_CHINESE",
        "zh-CN,zh;q=0.9 | SIMPLIFIED_CHINESE",
        "ja | JAPANESE",
        "de-DE,de;q=0.9,ja;q=0.5,en;q=0.3 | JAPANESE",
        "en;q=0.3,ja;q=0.5 | JAPANESE",
        "en-US,en;q=0.5 | ENGLISH",
    })
    void aBrowserIsAnsweredInWhatItLikesBest(String header, Language language) {
        assertThat(Language.accepted(header)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "de", "ja;q=0", ";;;", "ja;q=x", "\u0000", "zh--", "a,b,,c"})
    void whatABrowserSaysThatMeansNothingIsPassedOver(String header) {
        assertThat(Language.accepted(header)).isEmpty();
    }

    @Test
    void theConfigurationSaysIt() {
        Keys keys = Keys.of(Map.of("language", "ja", "room.ops.language", "dutch"));

        assertThat(Language.usual(keys)).isEqualTo(Language.JAPANESE);
        assertThat(Language.from(keys, "room.ops.language")).isEqualTo(Optional.empty());
        assertThat(keys.finish().lines().stream().map(Catalogue.english()::say)).containsExactly(
                "room.ops.language=dutch: must be a language that I know: en (English), zh-TW (繁體中文), zh-CN (简体中文),"
                        + " ja (日本語)");
        assertThat(Language.usual(Keys.of(Map.of()))).isEqualTo(Language.ENGLISH);
    }

    @ParameterizedTest
    @CsvSource({"shop, 4", "状態, 4", "ミュート, 8", "mute 静音, 9", "é, 1", "e\u0301, 1", "ｗ, 2", "DOWN #4, 7"})
    void anIdeographTakesTwoColumns(String text, int columns) {
        assertThat(Width.of(text)).isEqualTo(columns);
        assertThat(Width.padded(text, 10)).hasSize(text.length() + 10 - columns);
    }
}
