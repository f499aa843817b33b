package io.tocsin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory with a configuration, targets to be watched, and a room. */
@SuppressWarnings("try") // a bot that only runs is not named again
final class World implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Path directory = Files.createTempDirectory("tocsin-bench");
    private final Targets targets;
    private final Room room = new Room();

    World(int monitors, String every, String more) throws IOException {
        this.targets = new Targets(monitors);
        write(every);
        Files.writeString(directory.resolve("bot.properties"), String.join("\n",
                "monitors.file=" + directory.resolve("servers.json"),
                "webhook.bench.url=" + room.url(),
                more.contains("default.room=") ? "" : "default.room=webhook:bench",
                "failure-threshold=1",
                "success-threshold=1",
                "flapping=false",
                "web.port=0",
                more));
    }

    /** Has every target checked so often; a bot that runs notices. */
    void write(String every) throws IOException {
        StringJoiner servers = new StringJoiner(",\n", "{\"servers\":[\n", "\n]}");
        for (int i = 0; i < targets.count(); i++) {
            servers.add("{\"name\":\"m" + i + "\",\"url\":\"" + targets.url(i) + "\",\"every\":\"" + every + "\"}");
        }
        Files.writeString(directory.resolve("servers.json"), servers.toString());
    }

    /** Starts the bot and waits until it says what it has loaded. */
    BotProcess bot(String... properties) throws Exception {
        BotProcess bot = new BotProcess(directory, List.of(properties));
        bot.awaitLine("Tocsin ", Duration.ofSeconds(60));
        return bot;
    }

    /** Defines the monitors in a first run, so that the next one joins them in the order of their names. */
    World defined() throws Exception {
        try (BotProcess first = bot()) {
            awaitAsked(0, targets.count());
        }
        return this;
    }

    /** Waits until so many targets have been asked since an instant; how long after it that was. */
    long awaitAsked(long since, int count) throws InterruptedException {
        long end = System.currentTimeMillis() + LONGEST_WAIT.toMillis();
        while (targets.askedSince(since) < count) {
            if (System.currentTimeMillis() > end) {
                throw new IllegalStateException(
                        "only " + targets.askedSince(since) + " of " + count + " targets were asked in "
                                + LONGEST_WAIT);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return System.currentTimeMillis() - since;
    }

    /** The directory of plugins; it is not made yet. */
    Path plugins() {
        return directory.resolve("plugins");
    }

    Targets targets() {
        return targets;
    }

    Room room() {
        return room;
    }

    Path database() {
        return directory.resolve("data").resolve("tocsin.db");
    }

    @Override
    public void close() throws IOException {
        targets.close();
        room.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
