package io.tocsin.bundled.mattermost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.live.Shown;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RendererTest {

    private static final Clicks CLICKS = new Clicks("https://bot.example.com", "token");

    @ParameterizedTest
    @EnumSource
    void aMessageLooksAsItShould(Shown shown) throws IOException {
        JsonNode post = new Renderer(Optional.of(CLICKS)).render(shown.message());

        shown.compare("mattermost", "json", post.toPrettyString());
        assertThat(post.toString().length()).isLessThan(20_000);
    }

    @Test
    void withoutAnAddressForClicksTheLinesAreShown() {
        JsonNode post = new Renderer(Optional.empty()).render(Shown.OPEN.message());

        JsonNode attachment = post.path("props").path("attachments").path(0);
        assertThat(attachment.path("text").asText()).endsWith("`ack 42` | `mute shop for 1h` | `remove shop`");
        assertThat(attachment.has("actions")).isFalse();
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        String url = "https://chat.example.com";
        refused("mattermost.token is missing", Map.of("url", url));
        refused("mattermost.url is not a web address: \"\"", Map.of("token", "t"));
        refused("mattermost.url is not a web address: \"chat\"", Map.of("url", "chat", "token", "t"));
        refused("mattermost.public-url is not a web address: \"bot:80\"",
                Map.of("url", url, "token", "t", "public-url", "bot:80"));
        MattermostSettings fine = settings(Map.of("url", url + "/sub/", "token", "t"));
        assertThat(fine.websocket()).hasToString("wss://chat.example.com/sub/api/v4/websocket");
        assertThat(fine).hasToString("mattermost at https://chat.example.com/sub");
    }

    private static MattermostSettings settings(Map<String, String> values) {
        Map<String, List<String>> lists = new HashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return MattermostSettings.from(new Settings(lists));
    }

    private static void refused(String text, Map<String, String> values) {
        assertThatThrownBy(() -> settings(values)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(Catalogue.english().say(refusal.phrase())).contains(text));
    }
}
