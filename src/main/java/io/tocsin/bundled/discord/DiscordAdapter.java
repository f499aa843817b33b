package io.tocsin.bundled.discord;

import io.tocsin.bundled.discord.Rest.Failure;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Message;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Discord as a chat of the bot. */
final class DiscordAdapter implements Adapter {

    private static final Logger log = LoggerFactory.getLogger(DiscordAdapter.class);

    private final Connection connection;
    private final DiscordSettings settings;
    private final Rest rest;
    private final Places places;
    private final Threads threads;
    /** What is wrong, by room. */
    private final Map<String, String> troubles = Collections.synchronizedMap(new LinkedHashMap<>());

    DiscordAdapter(DiscordSettings settings, InstantSource clock, Connection.Pauses pauses) {
        Limits limits = new Limits(clock);
        this.settings = settings;
        this.connection = new Connection(settings, pauses, limits);
        this.rest = new Rest(connection::jda, connection::trouble, limits, pauses.call());
        this.places = new Places(connection::jda, rest);
        this.threads = new Threads(connection::jda, rest);
    }

    @Override
    public void start(Receiver receiver) {
        SlashCommands commands = new SlashCommands(settings.command(), receiver);
        Registration registration = new Registration(rest, commands);
        connection.open(new Events(receiver, commands, rest), registration::check);
    }

    /** Something that takes a request or more. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws Failure, RoomException;
    }

    private <T> T inRoom(String address, Work<T> work) throws RoomException {
        try {
            T done = work.run();
            troubles.remove(address);
            return done;
        } catch (Failure failure) {
            if (failure.isOfTheRoom()) {
                trouble(address, String.valueOf(failure.exception().getMessage()));
            }
            throw failure.exception();
        }
    }

    private void trouble(String address, String why) {
        if (!why.equals(troubles.put(address, why))) {
            log.warn("{}:{}: {}", DiscordSettings.KIND, address, why);
        }
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        return inRoom(address, () -> {
            Reference posted = send(places.channel(address), key, message, Optional.empty());
            threads.titled(posted, message);
            return posted.toString();
        });
    }

    private Reference send(String channel, String key, Message message, Optional<String> repliesTo) throws Failure {
        if (key.isEmpty()) {
            String id = rest.send(channel, Renderer.answer(message), Optional.empty(), repliesTo);
            return new Reference(channel, id);
        }
        Marks marks = Marks.of(key);
        String id = rest.send(
                channel, Renderer.notice(message, marks.marker()), Optional.of(marks.nonce()), repliesTo);
        return new Reference(channel, id);
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        inRoom(address, () -> {
            Reference posted = Reference.of(reference);
            rest.edit(posted.channel(), posted.message(), Renderer.changed(message));
            return true;
        });
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        return inRoom(address, () -> {
            Reference parent = reference.contains(":")
                    ? Reference.of(reference)
                    : new Reference(places.channel(address), reference);
            return threads.under(parent, message, (channel, repliesTo) -> send(channel, key, message, repliesTo))
                    .toString();
        });
    }

    @Override
    public Optional<String> find(String address, String key) throws RoomException {
        return inRoom(address, () -> threads.find(places.channel(address), Marks.of(key)).map(Reference::toString));
    }

    @Override
    public String canonical(String address) {
        return places.canonical(address);
    }

    @Override
    public void checkMention(String mention) {
        Mention.of(mention);
    }

    @Override
    public boolean attaches() {
        return true;
    }

    @Override
    public Optional<String> trouble() {
        Optional<String> whole = connection.trouble();
        if (whole.isPresent()) {
            return whole;
        }
        synchronized (troubles) {
            return troubles.entrySet().stream()
                    .findFirst()
                    .map(room -> DiscordSettings.KIND + ":" + room.getKey() + ": " + room.getValue()
                            + (troubles.size() == 1 ? "" : " (and " + (troubles.size() - 1) + " more rooms)"));
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
