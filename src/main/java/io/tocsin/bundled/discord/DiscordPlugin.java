package io.tocsin.bundled.discord;

import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Plugin;
import java.util.List;

/** Brings Discord: the rooms {@code discord:<channel>}. */
public final class DiscordPlugin implements Plugin {

    @Override
    public List<AdapterFactory> adapters() {
        return List.of(new DiscordFactory(Connection.Pauses.USUAL));
    }
}
