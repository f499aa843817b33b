package io.tocsin.bundled.discord;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the configuration says. It has no {@code toString} of its parts: one of them is a secret.
 *
 * @param apiUrl where requests go instead of to Discord, with a slash at its end
 * @param gatewayUrl where the socket connects to instead of to Discord; there if and only if the other one is
 * @param messageContent whether the text of messages that do not mention the bot is asked for
 * @param members whether it is asked who comes and goes
 */
record DiscordSettings(
        String token, Optional<String> apiUrl, Optional<String> gatewayUrl, boolean messageContent, boolean members,
        String command) {

    static final String KIND = "discord";

    private static final Pattern COMMAND = Pattern.compile("[-_\\p{L}\\p{N}]{1,32}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,200}");

    static DiscordSettings of(Settings settings) {
        String token = settings.text("token").map(String::strip).orElseThrow(() -> Refusal.of("discord.no-token"));
        if (!TOKEN.matcher(token).matches()) {
            throw Refusal.of("discord.token");
        }
        Optional<String> api = address(settings, "api-url", Set.of("http", "https"));
        Optional<String> gateway = address(settings, "gateway-url", Set.of("ws", "wss"));
        if (api.isPresent() != gateway.isPresent()) {
            throw api.isPresent()
                    ? Refusal.of("discord.one-address", "discord.gateway-url", "discord.api-url")
                    : Refusal.of("discord.one-address", "discord.api-url", "discord.gateway-url");
        }
        String command = settings.text("command", "tocsin");
        if (!COMMAND.matcher(command).matches() || !command.equals(command.toLowerCase(Locale.ROOT))) {
            throw Refusal.of("discord.command", command);
        }
        return new DiscordSettings(
                token, api.map(url -> url.endsWith("/") ? url : url + "/"), gateway,
                settings.flag("message-content", false), settings.flag("members", false), command);
    }

    private static Optional<String> address(Settings settings, String name, Set<String> schemes) {
        Optional<String> text = settings.text(name).map(String::strip);
        if (text.isPresent() && !isAddress(text.get(), schemes)) {
            throw Refusal.of("discord.address", name, text.get(), schemes.contains("ws") ? "wss" : "https");
        }
        return text;
    }

    private static boolean isAddress(String text, Set<String> schemes) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    @Override
    public String toString() {
        return KIND;
    }
}
