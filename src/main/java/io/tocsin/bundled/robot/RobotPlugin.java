package io.tocsin.bundled.robot;

import io.tocsin.channel.Hook;
import io.tocsin.channel.HookFactory;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Brings the rooms of group robots, such as {@code wecom:<name>}. */
public final class RobotPlugin implements Plugin {

    private final InstantSource clock;

    public RobotPlugin(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<NotifierFactory> notifiers() {
        return Stream.<Hook>of(new WeCom(), new DingTalk(), new Feishu())
                .<NotifierFactory>map(hook -> new HookFactory(hook, clock))
                .toList();
    }
}
