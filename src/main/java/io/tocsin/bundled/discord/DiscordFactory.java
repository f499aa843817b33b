package io.tocsin.bundled.discord;

import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;

/** Reads {@code discord.token} and what goes with it. */
record DiscordFactory(InstantSource clock, Connection.Pauses pauses) implements AdapterFactory {

    private static final List<Setting> SETTINGS = List.of(
            new Setting("token", Kind.SECRET, "", "the bot's token, from the Bot page of its application"),
            new Setting("api-url", Kind.TEXT, "", "where its requests go, if not to Discord itself"),
            new Setting("gateway-url", Kind.TEXT, "", "where its socket connects to, if not to Discord itself"),
            new Setting("message-content", Kind.FLAG, "false",
                    "whether to read every message in its channels, which the application must be allowed to"),
            new Setting("members", Kind.FLAG, "false",
                    "whether to be told who joins and leaves a server, which the application must be allowed to"),
            new Setting("command", Kind.TEXT, "tocsin", "the name of its slash command"));

    @Override
    public String kind() {
        return DiscordSettings.KIND;
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Adapter create(Settings settings, Http http) {
        return new DiscordAdapter(DiscordSettings.of(settings), clock, pauses);
    }
}
