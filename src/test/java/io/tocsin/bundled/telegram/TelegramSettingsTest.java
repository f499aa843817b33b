package io.tocsin.bundled.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TelegramSettingsTest {

    @Test
    void theDefaultIsTelegramItselfAndNothingShowsTheToken() {
        TelegramSettings settings = read(Map.of("token", FakeTelegram.TOKEN));

        assertThat(settings.method("getMe")).isEqualTo("https://api.telegram.org/bot" + FakeTelegram.TOKEN + "/getMe");
        assertThat(settings.toString()).doesNotContain(FakeTelegram.TOKEN);
        assertThat(read(Map.of("token", FakeTelegram.TOKEN, "api-url", "http://127.0.0.1:8081/")).method("x"))
                .startsWith("http://127.0.0.1:8081/bot123456:");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', telegram.token is missing",
        "hello world, '', telegram.token is no token",
        "123456:AAfake_token-0123456789, ftp://x, telegram.api-url is not a web address: \"ftp://x\"",
        "123456:AAfake_token-0123456789, http://, telegram.api-url is not a web address"})
    void whatIsWrongIsSaid(String token, String url, String said) {
        Map<String, String> given = new HashMap<>(Map.of("token", token));
        if (!url.isEmpty()) {
            given.put("api-url", url);
        }

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(given));

        assertThat(Catalogue.english().say(refusal.phrase())).startsWith(said).doesNotContain("hello world");
    }

    private static TelegramSettings read(Map<String, String> given) {
        Map<String, List<String>> settings = new HashMap<>();
        given.forEach((name, value) -> settings.put(name, List.of(value)));
        return TelegramSettings.from(new Settings(settings));
    }
}
