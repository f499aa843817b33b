package io.tocsin.bundled.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RocketChatSettingsTest {

    private static final String URL = "https://chat.example.com";

    private static RocketChatSettings read(String... pairs) {
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], List.of(pairs[i + 1]));
        }
        return RocketChatSettings.from(new Settings(values));
    }

    private static void refused(String text, String... pairs) {
        assertThatThrownBy(() -> read(pairs)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(Catalogue.english().say(refusal.phrase())).contains(text));
    }

    @Test
    void oneWayToLogInIsNeeded() {
        assertThat(read("url", URL, "user", "u", "password", "p").logsIn()).isTrue();
        assertThat(read("url", URL, "user-id", "i", "token", "t").logsIn()).isFalse();
        String oneWay = "needs one way to log in";
        refused(oneWay, "url", URL);
        refused(oneWay, "url", URL, "user", "u");
        refused(oneWay, "url", URL, "password", "p");
        refused(oneWay, "url", URL, "token", "t");
        refused(oneWay, "url", URL, "user", "u", "password", "p", "user-id", "i", "token", "t");
    }

    @Test
    void theServersAddressIsChecked() {
        for (String wrong : List.of("", "chat.example.com", "ftp://chat.example.com", "https://u:p@h",
                "https://h?x=1")) {
            refused("rocketchat.url is not a web address: \"" + wrong + "\"", "url", wrong, "user", "u", "password",
                    "p");
        }
        RocketChatSettings below = read("url", URL + "/chat/", "user", "u", "password", "p");
        assertThat(below.realtime()).hasToString("wss://chat.example.com/chat/websocket");
        assertThat(below).hasToString("rocketchat at https://chat.example.com/chat");
    }
}
