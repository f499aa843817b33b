package io.tocsin.bundled.sns;

import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the rooms {@code sns:<topic ARN>}. */
public final class SnsPlugin implements Plugin {

    private final InstantSource clock;

    public SnsPlugin(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<NotifierFactory> notifiers() {
        return List.of(new SnsFactory(clock));
    }
}
