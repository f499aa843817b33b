package io.tocsin.bundled.discord;

import io.tocsin.bundled.discord.Rest.Failure;
import io.tocsin.spi.RoomException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;

/** Addresses: a channel's id, {@code #name} where only one channel is called so, {@code @id} for one person. */
final class Places {

    private final Supplier<Optional<JDA>> connection;
    private final Rest rest;
    private final Map<String, String> direct = new ConcurrentHashMap<>();

    Places(Supplier<Optional<JDA>> connection, Rest rest) {
        this.connection = connection;
        this.rest = rest;
    }

    /** The channel's id where it is known, else the address as it is. */
    String canonical(String address) {
        if (!address.startsWith("#")) {
            return address;
        }
        List<? extends GuildMessageChannel> named = named(address);
        return named.size() == 1 ? named.getFirst().getId() : address;
    }

    private List<? extends GuildMessageChannel> named(String address) {
        return connection.get()
                .map(jda -> jda.getGuildCache().stream()
                        .flatMap(guild -> guild.getChannels().stream())
                        .filter(channel -> !channel.getType().isThread())
                        .filter(channel -> channel.getName().equalsIgnoreCase(address.substring(1)))
                        .filter(GuildMessageChannel.class::isInstance)
                        .map(GuildMessageChannel.class::cast)
                        .toList())
                .orElse(List.of());
    }

    /** The id of the channel to send to. */
    String channel(String address) throws Failure {
        if (address.matches("\\d{1,20}")) {
            return address;
        }
        if (address.matches("@\\d{1,20}")) {
            String known = direct.get(address);
            String channel = known == null ? rest.openDirect(address.substring(1)) : known;
            direct.put(address, channel);
            return channel;
        }
        if (!address.startsWith("#")) {
            throw wrong("\"" + Plain.label(address, 100) + "\" is no channel; write its id, or #name");
        }
        if (connection.get().isEmpty()) {
            throw rest.notConnected();
        }
        List<? extends GuildMessageChannel> named = named(address);
        if (named.isEmpty()) {
            throw wrong("the bot sees no channel of that name: invite it, let it View Channel, or correct the name");
        }
        if (named.size() > 1) {
            throw wrong(named.size() + " channels are called so; write the id of the one that is meant: "
                    + String.join(", ", named.stream().limit(5).map(GuildMessageChannel::getId).toList()));
        }
        return named.getFirst().getId();
    }

    private static Failure wrong(String text) {
        return new Failure(Failure.UNKNOWN_CHANNEL,
                new RoomException(RoomException.Kind.LATER, text, Optional.empty()));
    }
}
