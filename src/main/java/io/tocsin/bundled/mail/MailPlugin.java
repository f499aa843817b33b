package io.tocsin.bundled.mail;

import io.tocsin.net.Trust;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the rooms {@code mail:<address>} and {@code mail:<name>}. */
public final class MailPlugin implements Plugin {

    private final InstantSource clock;

    public MailPlugin(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<NotifierFactory> notifiers() {
        return List.of(new MailFactory(clock, Trust::ofThisJava));
    }
}
