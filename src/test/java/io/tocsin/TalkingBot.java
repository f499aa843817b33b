package io.tocsin;

import io.tocsin.config.Config;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Settings;
import io.tocsin.witness.Eyes.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The whole bot as the program makes it, its database in memory, with a console and a chat that remember what they show. */
final class TalkingBot implements AutoCloseable, Assembly.Later {

    static final Person ROOT = new Person("console:root", "root");
    private static final long PATIENCE_SECONDS = 20;

    final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private final Map<String, BlockingQueue<String>> told = new ConcurrentHashMap<>();
    private final Shown console = new Shown("console");
    private final Shown chat = new Shown("desk");
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Duration> jumped = new AtomicReference<>(Duration.ZERO);
    private final Tocsin bot;
    final Assembly assembly;

    TalkingBot(Path data, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "db.url", "memory", "web.enabled", "false", "plugins.dir", data.toString()));
        all.putAll(settings);
        Plugin rooms = new Plugin() {
            @Override
            public List<AdapterFactory> adapters() {
                return List.of(console, chat);
            }
        };
        assembly =
                new Assembly(data.resolve("bot.properties"), Config.of(all), data, this, List.of(rooms), this::clocks);
        if (!assembly.problems().isEmpty()) {
            throw new IllegalArgumentException(assembly.problems().toString());
        }
        bot = new Tocsin(assembly, true);
        bot.start(() -> {});
    }

    @Override
    public Tocsin bot() {
        return bot;
    }

    /** What is answered at the console. */
    String says(String line) {
        return console.says("", ROOT, line);
    }

    /** What is answered in a room of the chat. */
    String says(String room, Person person, String line) {
        return chat.says(room, person, line);
    }

    /** The next notice at the console. */
    String notice() throws InterruptedException {
        return Optional.ofNullable(notices.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).orElse("no notice came");
    }

    /** The next notice in a room of the chat. */
    String notice(String room) throws InterruptedException {
        return Optional.ofNullable(told(room).poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).orElse("no notice came");
    }

    private BlockingQueue<String> told(String room) {
        return told.computeIfAbsent(room, first -> new LinkedBlockingQueue<>());
    }

    void pass(Duration time) {
        ahead.accumulateAndGet(time, Duration::plus);
    }

    /** Sets the clock, as if the machine had slept. */
    void jump(Duration step) {
        jumped.accumulateAndGet(step, Duration::plus);
    }

    private Moment clocks() {
        Duration passed = ahead.get();
        return new Moment(Instant.now().plus(passed).plus(jumped.get()), System.nanoTime() + passed.toNanos());
    }

    @Override
    public void close() {
        bot.close();
    }

    /** A chat system that only remembers. */
    private final class Shown implements AdapterFactory, Adapter {

        private final String kind;
        private final AtomicReference<Receiver> receiver = new AtomicReference<>();
        private final List<String> replies = new CopyOnWriteArrayList<>();

        Shown(String kind) {
            this.kind = kind;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public boolean wanted(Settings settings) {
            return true;
        }

        @Override
        public Adapter create(Settings settings, Http http) {
            return this;
        }

        @Override
        public void start(Receiver to) {
            receiver.set(to);
        }

        @Override
        public String post(String address, String key, Message message) {
            if (key.isEmpty()) {
                replies.add(message.plain());
            } else if (kind.equals("console") && !message.plain().startsWith("started")) {
                notices.add(message.plain());
            } else if (kind.equals("desk")) {
                told(address).add(message.plain());
            }
            return "";
        }

        String says(String room, Person person, String line) {
            replies.clear();
            Incoming incoming =
                    new Incoming(room, person, line, room.isEmpty() || room.startsWith("D"), Optional.empty());
            receiver.get().receive(incoming).toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            return String.join("\n", replies);
        }
    }
}
