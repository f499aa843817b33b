package io.tocsin.bundled.matrix;

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
 * @param url of the homeserver, without a slash at its end
 * @param token empty where the bot logs in
 * @param user empty where it has a token
 */
record MatrixSettings(String url, String token, String user, String password) {

    static final String KIND = "matrix";

    static final List<Setting> ALL = List.of(
            new Setting("url", Kind.TEXT, "", "where the homeserver is, such as https://matrix.example.com"),
            new Setting("token", Kind.SECRET, "", "the access token of the bot's account"),
            new Setting("user", Kind.TEXT, "", "its name, where it is to log in in place of having a token"),
            new Setting("password", Kind.SECRET, "", "the password that goes with it"));

    static MatrixSettings from(Settings settings) {
        String token = settings.text("token", "").strip();
        String user = settings.text("user", "").strip();
        String password = settings.text("password", "");
        String url = settings.text("url", "").strip();
        if (url.isEmpty()) {
            throw Refusal.of("matrix.no-url");
        }
        if (token.isEmpty() && (user.isEmpty() || password.isEmpty())) {
            throw Refusal.of("matrix.no-way");
        }
        if (!token.isEmpty() && !user.isEmpty()) {
            throw Refusal.of("matrix.two-ways");
        }
        if (!token.matches("[\\x21-\\x7e]{0,4096}")) {
            throw Refusal.of("matrix.token");
        }
        return new MatrixSettings(webAddress(url), token, user, password);
    }

    private static String webAddress(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawQuery() == null) {
                return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            }
        } catch (URISyntaxException noAddress) {
            throw Refusal.of("matrix.url", url);
        }
        throw Refusal.of("matrix.url", url);
    }

    boolean logsIn() {
        return token.isEmpty();
    }

    @Override
    public String toString() {
        return "matrix at " + url;
    }
}
