package io.tocsin.bundled.mattermost;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What is configured. It has no {@code toString} of its parts: they are secrets.
 *
 * @param url without a slash at its end
 * @param publicUrl where Mattermost reaches the bot's web server, without a slash at its end
 */
record MattermostSettings(String url, String token, Optional<String> publicUrl) {

    static final List<Setting> ALL = List.of(
            new Setting("url", Kind.TEXT, "", "where the server is, such as https://chat.example.com"),
            new Setting("token", Kind.SECRET, "", "the access token of the bot account"),
            new Setting("public-url", Kind.TEXT, "",
                    "where Mattermost reaches the bot's web server, for buttons; without it there are none"));

    static MattermostSettings from(Settings settings) {
        String url = address(settings.text("url", ""), "url");
        String token = settings.text("token", "").strip();
        if (token.isEmpty()) {
            throw Refusal.of("mattermost.no-token");
        }
        return new MattermostSettings(url, token, settings.text("public-url").map(it -> address(it, "public-url")));
    }

    private static String address(String text, String name) {
        String url = text.strip();
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawUserInfo() == null) {
                return url.replaceFirst("/+$", "");
            }
        } catch (URISyntaxException noAddress) {
            throw Refusal.of("mattermost.address", name, url);
        }
        throw Refusal.of("mattermost.address", name, url);
    }

    URI websocket() {
        return URI.create("ws" + url.substring("http".length()) + "/api/v4/websocket");
    }

    @Override
    public String toString() {
        return "mattermost at " + url;
    }
}
