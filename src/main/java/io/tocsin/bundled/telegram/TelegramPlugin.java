package io.tocsin.bundled.telegram;

import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the rooms {@code telegram:<chat>}. */
public final class TelegramPlugin implements Plugin {

    private final InstantSource clock;
    private final Pace pace;

    public TelegramPlugin(InstantSource clock) {
        this(clock, Pace.USUAL);
    }

    TelegramPlugin(InstantSource clock, Pace pace) {
        this.clock = clock;
        this.pace = pace;
    }

    @Override
    public List<AdapterFactory> adapters() {
        return List.of(new TelegramFactory(clock, pace));
    }
}
