package io.tocsin.bundled.discord;

import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings Discord: the rooms {@code discord:<channel>}. */
public final class DiscordPlugin implements Plugin {

    private final InstantSource clock;

    public DiscordPlugin(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<AdapterFactory> adapters() {
        return List.of(new DiscordFactory(clock, Connection.Pauses.USUAL));
    }
}
