package io.tocsin.room;

import io.tocsin.spi.Adapter;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.Receiver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every channel, and the queues of the rooms they reach. Safe for use by many threads. */
public final class Rooms implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Rooms.class);

    private final Map<String, Notifier> channels;
    private final Duration limit;
    private final Map<Address, RoomQueue> queues = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("room-", 0).factory());

    /** @param channels by kind */
    public Rooms(Map<String, Notifier> channels, Duration limit) {
        this.channels = Map.copyOf(channels);
        this.limit = limit;
    }

    /** Connects the two-way channels. */
    public void start(Function<String, Receiver> receivers) {
        channels.forEach((kind, channel) -> {
            if (channel instanceof Adapter adapter) {
                adapter.start(receivers.apply(kind));
            }
        });
    }

    /** Has a channel called, in turn. Completes exceptionally with a {@link io.tocsin.spi.RoomException}. */
    public CompletableFuture<String> call(Address room, Lane lane, RoomCall call) {
        return queues.computeIfAbsent(room, this::queue).add(lane, call);
    }

    private RoomQueue queue(Address room) {
        return new RoomQueue(room, () -> Optional.ofNullable(channels.get(room.kind())), limit, threads);
    }

    /** Answers a person. An answer that cannot be given is logged; whoever asked can ask again. */
    public CompletableFuture<Void> reply(Address room, Optional<String> thread, Message message) {
        RoomCall call =
                thread.<RoomCall>map(reference -> (channel, place) -> channel.reply(place, reference, "", message))
                        .orElse((channel, place) -> channel.post(place, "", message));
        return call(room, Lane.REPLY, call).<Void>thenApply(reference -> null).exceptionally(failure -> {
            log.warn("A reply could not be given in {}: {}", room, failure.toString());
            return null;
        });
    }

    /** Whether messages there can be edited. */
    public boolean edits(Address room) {
        return Optional.ofNullable(channels.get(room.kind())).map(channel -> channel.edits(room.place())).orElse(false);
    }

    public boolean reachable(Address room) {
        return channels.containsKey(room.kind());
    }

    /** Each channel's kind and what is wrong with it, if anything is. */
    public SortedMap<String, Optional<String>> channels() {
        SortedMap<String, Optional<String>> troubles = new TreeMap<>();
        channels.forEach((kind, channel) -> troubles.put(kind, channel.trouble()));
        return troubles;
    }

    @Override
    public void close() {
        channels.values().forEach(channel -> {
            try {
                channel.close();
            } catch (Exception e) {
                log.warn("A channel could not be closed", e);
            }
        });
        threads.shutdownNow();
    }
}
