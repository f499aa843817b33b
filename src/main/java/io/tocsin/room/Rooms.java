package io.tocsin.room;

import io.tocsin.spi.Adapter;
import io.tocsin.spi.Answers;
import io.tocsin.spi.Incoming;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every channel, and the queues of the rooms they reach. Channels may come and go. Safe for use by many threads. */
public final class Rooms implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Rooms.class);

    private final Map<String, Notifier> channels;
    private final ReentrantLock changing = new ReentrantLock();
    private Optional<Function<String, Receiver>> conversations = Optional.empty();
    private final Duration limit;
    private final Map<Address, RoomQueue> queues = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("room-", 0).factory());

    /** @param channels by kind */
    public Rooms(Map<String, Notifier> channels, Duration limit) {
        this.channels = new ConcurrentHashMap<>(channels);
        this.limit = limit;
    }

    /** Connects the two-way channels, and from now on each that comes. */
    public void start(Function<String, Receiver> receivers) {
        changing.lock();
        try {
            conversations = Optional.of(receivers);
            channels.forEach(this::connect);
        } finally {
            changing.unlock();
        }
    }

    /**
     * Puts a channel in place of the one that reaches these rooms, which is closed. Messages for its rooms wait meanwhile.
     *
     * @param channel empty to have none; their messages then wait for one
     * @throws io.tocsin.spi.Refusal if a two-way one can never work; then there is none
     */
    public void replace(String kind, Optional<Notifier> channel) {
        changing.lock();
        try {
            close(Optional.ofNullable(channels.remove(kind)));
            channel.ifPresent(it -> begin(kind, it));
        } finally {
            changing.unlock();
        }
    }

    /** Closes a channel, unless another has taken its place and it is closed already. */
    public void withdraw(String kind, Notifier channel) {
        changing.lock();
        try {
            if (channels.remove(kind, channel)) {
                close(Optional.of(channel));
            }
        } finally {
            changing.unlock();
        }
    }

    private void begin(String kind, Notifier channel) {
        try {
            connect(kind, channel);
            channels.put(kind, channel);
        } catch (RuntimeException refused) {
            close(Optional.of(channel));
            throw refused;
        }
    }

    private void connect(String kind, Notifier channel) {
        if (channel instanceof Adapter adapter) {
            conversations.ifPresent(receivers -> adapter.start(receivers.apply(kind)));
        }
    }

    /** Has a channel called, in turn. Completes exceptionally with a {@link io.tocsin.spi.RoomException}. */
    public CompletableFuture<String> call(Address room, Lane lane, RoomCall call) {
        return queues.computeIfAbsent(canonical(room), this::queue).add(lane, call);
    }

    private RoomQueue queue(Address room) {
        return new RoomQueue(
                room, () -> Optional.ofNullable(channels.get(room.kind())), limit, threads,
                (work, after) -> CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS, threads)
                        .execute(work));
    }

    /** The one form of an address that can be written in several ways, as far as its channel knows it by now. */
    public Address canonical(Address room) {
        return Optional.ofNullable(channels.get(room.kind()))
                .map(channel -> new Address(room.kind(), channel.canonical(room.place())))
                .orElse(room);
    }

    /** Whether long answers can be attached as a file there. */
    public boolean attaches(String kind) {
        return Optional.ofNullable(channels.get(kind)).map(Notifier::attaches).orElse(false);
    }

    /** Answers a person by the way that their line brought, or else where it was said. */
    public CompletableFuture<Void> reply(Address room, Incoming incoming, Message message, boolean personal) {
        if (incoming.answers().isPresent()) {
            Answers answers = incoming.answers().get();
            return reply(room, answers.isMessage() ? Lane.REPLY : Lane.ANSWER, (channel, place) -> {
                answers.answer(message, personal);
                return "";
            });
        }
        Optional<String> thread = incoming.thread();
        return reply(room, Lane.REPLY,
                thread.<RoomCall>map(reference -> (channel, place) -> channel.reply(place, reference, "", message))
                        .orElse((channel, place) -> channel.post(place, "", message)));
    }

    /** An answer that cannot be given is logged; whoever asked can ask again. */
    private CompletableFuture<Void> reply(Address room, Lane lane, RoomCall call) {
        return call(room, lane, call).<Void>thenApply(reference -> null).exceptionally(failure -> {
            log.warn("A reply could not be given in {}: {}", room, failure.toString());
            return null;
        });
    }

    /** Whether messages there can be edited. */
    public boolean edits(Address room) {
        return Optional.ofNullable(channels.get(room.kind())).map(channel -> channel.edits(room.place())).orElse(false);
    }

    /** Whether incidents that begin together may share one message there. */
    public boolean digests(Address room) {
        return Optional.ofNullable(channels.get(room.kind())).map(Notifier::digests).orElse(true);
    }

    /** Whether a room shows how monitors stand. */
    public boolean follows(Address room) {
        return Optional.ofNullable(channels.get(room.kind())).map(Notifier::follows).orElse(false);
    }

    /** Whether what follows on an incident is a reply to its first message there, which cannot be edited. */
    public boolean threads(Address room) {
        return Optional.ofNullable(channels.get(room.kind())).map(Notifier::threads).orElse(false);
    }

    /** Whether one message is better there than several: nothing there can be edited, and it is no conversation. */
    public boolean joins(Address room) {
        return Optional.ofNullable(channels.get(room.kind()))
                .map(channel -> !(channel instanceof Adapter) && channel.digests() && !channel.follows()
                        && !channel.edits(room.place()))
                .orElse(false);
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
        channels.values().forEach(channel -> close(Optional.of(channel)));
        threads.shutdownNow();
    }

    private static void close(Optional<Notifier> channel) {
        try {
            channel.ifPresent(Notifier::close);
        } catch (RuntimeException e) {
            log.warn("A channel could not be closed", e);
        }
    }
}
