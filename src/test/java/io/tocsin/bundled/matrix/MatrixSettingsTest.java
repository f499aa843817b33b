package io.tocsin.bundled.matrix;

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

final class MatrixSettingsTest {

    @Test
    void nothingShowsSecrets() {
        MatrixSettings settings = read("https://m.example/", "syt_secret", "", "");

        assertThat(settings.url()).isEqualTo("https://m.example");
        assertThat(settings.toString()).isEqualTo("matrix at https://m.example");
        assertThat(read("https://m.example", "", "tocsin", "secret").logsIn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', t, '', '', matrix.url is missing",
        "ftp://m.example, t, '', '', matrix.url is not a web address: \"ftp://m.example\"",
        "https://m.example, '', '', '', the bot cannot log in to Matrix",
        "https://m.example, '', tocsin, '', the bot cannot log in to Matrix",
        "https://m.example, t, tocsin, x, both matrix.token and matrix.user are set",
        "https://m.example, a secret, '', '', matrix.token is no access token"})
    void whatIsWrongIsSaid(String url, String token, String user, String password, String said) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(url, token, user, password));

        assertThat(Catalogue.english().say(refusal.phrase())).startsWith(said).doesNotContain("a secret");
    }

    private static MatrixSettings read(String url, String token, String user, String password) {
        Map<String, List<String>> settings = new HashMap<>();
        Map.of("url", url, "token", token, "user", user, "password", password).forEach((name, value) -> {
            if (!value.isEmpty()) {
                settings.put(name, List.of(value));
            }
        });
        return MatrixSettings.from(new Settings(settings));
    }
}
