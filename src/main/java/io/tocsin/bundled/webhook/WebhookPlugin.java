package io.tocsin.bundled.webhook;

import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the rooms {@code webhook:<name>}. */
public final class WebhookPlugin implements Plugin {

    private final InstantSource clock;

    public WebhookPlugin(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<NotifierFactory> notifiers() {
        return List.of(new WebhookFactory(clock));
    }
}
