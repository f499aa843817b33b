package io.tocsin.bundled.incoming;

import io.tocsin.channel.Hook;
import io.tocsin.channel.HookFactory;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Brings rooms of chats by their incoming webhooks, such as {@code slackhook:<name>}. */
public final class IncomingPlugin implements Plugin {

    private final InstantSource clock;

    public IncomingPlugin(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<NotifierFactory> notifiers() {
        return Stream.<Hook>of(new SlackHook(), new DiscordHook(), new MattermostHook(), new GoogleChat(), new Teams())
                .<NotifierFactory>map(hook -> new HookFactory(hook, clock))
                .toList();
    }
}
