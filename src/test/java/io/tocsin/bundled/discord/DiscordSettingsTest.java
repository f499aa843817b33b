package io.tocsin.bundled.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiscordSettingsTest {

    private static DiscordSettings read(String... pairs) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : pairs) {
            values.put(pair.split("=", 2)[0], List.of(pair.split("=", 2)[1]));
        }
        return DiscordSettings.of(new Settings(values));
    }

    @Test
    void isWantedWhenAnythingIsConfigured() {
        AdapterFactory factory = new DiscordPlugin(InstantSource.system()).adapters().getFirst();

        assertThat(factory.kind()).isEqualTo("discord");
        assertThat(factory.wanted(Settings.none())).isFalse();
        assertThat(factory.wanted(new Settings(Map.of("command", List.of("bot"))))).isTrue();
    }

    @Test
    void readsEverything() {
        DiscordSettings settings = read("token=a.b.c", "api-url=http://127.0.0.1:1/api/v10",
                "gateway-url=ws://127.0.0.1:2/", "message-content=true", "members=true", "command=watch");

        assertThat(settings.apiUrl()).contains("http://127.0.0.1:1/api/v10/");
        assertThat(settings.gatewayUrl()).contains("ws://127.0.0.1:2/");
        assertThat(settings.messageContent()).isTrue();
        assertThat(settings.members()).isTrue();
        assertThat(settings.command()).isEqualTo("watch");
        assertThat(settings).asString().doesNotContain("a.b.c");
        assertThat(read("token=a.b.c")).isEqualTo(
                new DiscordSettings("a.b.c", Optional.empty(), Optional.empty(), false, false, "tocsin"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            command=bot|there is no token for Discord
            token=a b|discord.token is no token
            token=a, api-url=https://x.example/|discord.api-url is set but discord.gateway-url is not
            token=a, gateway-url=wss://x.example/|discord.gateway-url is set but discord.api-url is not
            token=a, api-url=x.example, gateway-url=wss://x.example/|write it as https://host/path
            token=a, api-url=https://x.example, gateway-url=https://x.example/|write it as wss://host/path
            token=a, command=Big One|discord.command is "Big One"
            token=a, message-content=perhaps|perhaps
            """)
    void saysWhatIsWrong(String settings, String message) {
        assertThatThrownBy(() -> read(settings.split(", "))).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase())).contains(message));
    }
}
