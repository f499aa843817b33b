package io.tocsin;

import io.tocsin.spi.NotifierFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The kinds of rooms that a bot without a configuration reaches. */
final class ChannelKinds {

    private ChannelKinds() {}

    /** As the bot lists them: the one-way channels inside and these, in order. */
    static String with(String... more) {
        Set<String> kinds = new TreeSet<>(List.of(more));
        BundledChannels.of(InstantSource.fixed(Instant.EPOCH))
                .forEach(plugin -> plugin.notifiers().stream().map(NotifierFactory::kind).forEach(kinds::add));
        return String.join(", ", kinds);
    }
}
