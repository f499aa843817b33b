package io.tocsin.bundled.slack;

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
 * @param appToken empty where Slack posts over HTTP
 * @param signingSecret empty where it is not needed
 * @param apiUrl ends with a slash
 */
record SlackSettings(String token, String appToken, String signingSecret, String apiUrl, String command) {

    private static final String API_URL = "https://slack.com/api/";
    private static final String COMMAND = "/tocsin";

    static final List<Setting> ALL = List.of(
            new Setting("token", Kind.SECRET, "", "the bot's token, xoxb-..."),
            new Setting("app-token", Kind.SECRET, "", "the app's token for Socket Mode, xapp-..."),
            new Setting("signing-secret", Kind.SECRET, "",
                    "checks what Slack posts to " + SlackPlugin.PATH + ", for use without Socket Mode"),
            new Setting("api-url", Kind.TEXT, API_URL, "where the Web API is"),
            new Setting("command", Kind.TEXT, COMMAND, "the slash command, as the app declares it"));

    private static final String APP_TOKEN = "xapp-";
    private static final Pattern COMMAND_FORM = Pattern.compile("/[^\\s/]{1,31}");

    static SlackSettings from(Settings settings) {
        String token = settings.text("token", "").strip();
        String appToken = settings.text("app-token", "").strip();
        String signingSecret = settings.text("signing-secret", "").strip();
        if (token.isEmpty()) {
            throw Refusal.of("slack.no-token");
        }
        if (token.startsWith(APP_TOKEN)) {
            throw Refusal.of("slack.token");
        }
        if (appToken.isEmpty() && signingSecret.isEmpty()) {
            throw Refusal.of("slack.no-way", SlackPlugin.PATH);
        }
        if (!appToken.isEmpty() && !appToken.startsWith(APP_TOKEN)) {
            throw Refusal.of("slack.app-token");
        }
        String command = settings.text("command", COMMAND).strip();
        if (!COMMAND_FORM.matcher(command).matches()) {
            throw Refusal.of("slack.command", command);
        }
        return new SlackSettings(
                token, appToken, signingSecret, webAddress(settings.text("api-url", API_URL).strip()), command);
    }

    private static String webAddress(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawQuery() == null) {
                return url.endsWith("/") ? url : url + "/";
            }
        } catch (URISyntaxException noAddress) {
            throw Refusal.of("slack.api-url", url);
        }
        throw Refusal.of("slack.api-url", url);
    }

    boolean usesSocket() {
        return !appToken.isEmpty();
    }

    @Override
    public String toString() {
        return "slack at " + apiUrl;
    }
}
