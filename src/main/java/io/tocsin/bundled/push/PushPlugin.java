package io.tocsin.bundled.push;

import io.tocsin.channel.Hook;
import io.tocsin.channel.HookFactory;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Brings rooms that ring on a phone, such as {@code ntfy:<name>}. */
public final class PushPlugin implements Plugin {

    private final InstantSource clock;

    public PushPlugin(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<NotifierFactory> notifiers() {
        return Stream.<Hook>of(new Pushbullet(), new Ntfy(), new Line())
                .<NotifierFactory>map(hook -> new HookFactory(hook, clock))
                .toList();
    }
}
