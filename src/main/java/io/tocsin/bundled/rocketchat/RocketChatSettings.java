package io.tocsin.bundled.rocketchat;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * What is configured. It has no {@code toString} of its parts: they are secrets.
 *
 * @param url without a slash at its end
 * @param user empty where there is a token
 * @param userId empty where there is a password
 */
record RocketChatSettings(String url, String user, String password, String userId, String token) {

    static final List<Setting> ALL = List.of(
            new Setting("url", Kind.TEXT, "", "where the server is, such as https://chat.example.com"),
            new Setting("user", Kind.TEXT, "", "the name of the bot's user, to log in with its password"),
            new Setting("password", Kind.SECRET, "", "the password of that user"),
            new Setting("user-id", Kind.TEXT, "", "in place of name and password: the id that its token came with"),
            new Setting("token", Kind.SECRET, "", "a personal access token of the bot's user"));

    static RocketChatSettings from(Settings settings) {
        String url = settings.text("url", "").strip();
        String user = settings.text("user", "").strip();
        String password = settings.text("password", "");
        String userId = settings.text("user-id", "").strip();
        String token = settings.text("token", "").strip();
        if (!isWebAddress(url)) {
            throw Refusal.of("rocketchat.url", url);
        }
        if (user.isEmpty() == userId.isEmpty() || user.isEmpty() != password.isEmpty()
                || userId.isEmpty() != token.isEmpty()) {
            throw Refusal.of("rocketchat.log-in");
        }
        return new RocketChatSettings(url.replaceFirst("/+$", ""), user, password, userId, token);
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    boolean logsIn() {
        return !user.isEmpty();
    }

    /** Where the realtime API is. */
    URI realtime() {
        return URI.create("ws" + url.substring("http".length()) + "/websocket");
    }

    @Override
    public String toString() {
        return "rocketchat at " + url;
    }
}
