package io.tocsin.bundled.telegram;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is configured. It has no {@code toString} of its parts: they are secrets.
 *
 * @param apiUrl without a slash at its end
 */
record TelegramSettings(String token, String apiUrl) {

    static final String KIND = "telegram";

    private static final String API_URL = "https://api.telegram.org";
    private static final Pattern TOKEN = Pattern.compile("\\d{1,20}:[A-Za-z0-9_-]{10,200}");

    static final List<Setting> ALL = List.of(
            new Setting("token", Kind.SECRET, "", "the bot's token, from @BotFather"),
            new Setting("api-url", Kind.TEXT, API_URL, "where the Bot API is, for a server of your own"));

    static TelegramSettings from(Settings settings) {
        String token = settings.text("token", "").strip();
        if (token.isEmpty()) {
            throw Refusal.of("telegram.no-token");
        }
        if (!TOKEN.matcher(token).matches()) {
            throw Refusal.of("telegram.token");
        }
        return new TelegramSettings(token, webAddress(settings.text("api-url", API_URL).strip()));
    }

    private static String webAddress(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawQuery() == null) {
                return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            }
        } catch (URISyntaxException noAddress) {
            throw Refusal.of("telegram.api-url", url);
        }
        throw Refusal.of("telegram.api-url", url);
    }

    /** Where a method is called. It holds the token. */
    String method(String name) {
        return apiUrl + "/bot" + token + "/" + name;
    }

    @Override
    public String toString() {
        return "telegram at " + apiUrl;
    }
}
