package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.bundled.discord.FakeDiscord;
import io.tocsin.bundled.slack.FakeSlack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of monitors that fall together, seen through Slack and Discord, both with their limits. */
@Tag("heavy")
final class StormIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MONITORS = 500;
    private static final int RECOVERED = 200;
    private static final int BROKEN = 503;
    private static final int OK = 200;
    private static final Pattern TITLE = Pattern.compile("(\\d+) incidents, (\\d+) open");
    private static final List<String> SHOWN = List.of("color", "title", "description", "text", "label");
    private static final Duration TALK = Duration.ofSeconds(Integer.getInteger("tocsin.test.talk", 15));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final Targets targets = new Targets();
    private final Chats chats = new Chats();

    @AfterEach
    void close() {
        targets.close();
        chats.close();
    }

    @Test
    void aStormIsAFewMessagesThatLoseNothingAndPingOnce() {
        chats.slack.enforceLimits(true);
        chats.discord.limit(5, Duration.ofSeconds(5));
        try (Talkers talkers = new Talkers(); BotProcess bot = launch().start().ready()) {
            await().atMost(PATIENCE).until(chats.discord::connected);
            await().atMost(PATIENCE).until(() -> targets.log().size() >= MONITORS);
            talkers.start();
            long fell = System.nanoTime();
            IntStream.range(0, MONITORS).forEach(i -> targets.set("m" + i, BROKEN));
            report("the first message", fell, () -> !chats.ops().isEmpty() && !chats.lounge().isEmpty());
            report("all 500 are told", fell, () -> open(ops()) == MONITORS && open(lounge()) == MONITORS);
            bot.ask("ack " + acknowledged()
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(" ")), "acknowledged");
            talkers.finish();
            bot.ask("status", "monitors:");
            bot.ask("version", "Tocsin ");
            System.out.println(
                    "storm: " + bot.out().stream().filter(line -> line.matches("Checks begin.*|.*left out.*|I am.*"))
                            .toList());
            bot.kill();
        }
        try (BotProcess bot = launch().start().ready()) {
            long mended = System.nanoTime();
            IntStream.range(0, RECOVERED).forEach(i -> targets.set("m" + i, OK));
            int left = MONITORS - RECOVERED;
            report("200 have recovered", mended, () -> open(ops()) == left && open(lounge()) == left);
            bot.stop();
        }

        System.out.printf(
                "storm: Slack %d posts, %d edits, %d lines in threads, %d times 429; Discord %d, %d, %d, %d%n",
                chats.ops().size(), chats.slack.calls("chat.update"), chats.opsThreads().size(), chats.slack.limited(),
                chats.lounge().size(), chats.lounge().stream().mapToInt(FakeDiscord.Posted::edits).sum(),
                chats.loungeThreads().size(), chats.discord.limited());
        assertThat(incidents(ops())).isEqualTo(MONITORS);
        assertThat(incidents(lounge())).isEqualTo(MONITORS);
        assertThat(chats.slack.violations()).isZero();
        assertThat(chats.discord.violations()).isZero();
        assertThat(chats.ops().stream().filter(message -> message.text().contains("<!here>")).count())
                .isLessThanOrEqualTo(1);
        assertThat(chats.lounge().stream().mapToInt(FakeDiscord.Posted::pings).sum()).isLessThanOrEqualTo(1);
        assertThat(chats.ops().size()).isLessThanOrEqualTo(7);
        assertThat(chats.lounge().size()).isLessThanOrEqualTo(7);
        assertThat(picture(digest(ops()))).isEqualTo(golden("storm-slack.txt"));
        assertThat(picture(digest(lounge()))).isEqualTo(golden("storm-discord.txt"));
    }

    /** Fifty, of which some are shown in full and most are not. */
    private static IntStream acknowledged() {
        return IntStream.concat(IntStream.rangeClosed(1, 20), IntStream.rangeClosed(MONITORS - 29, MONITORS));
    }

    private static void report(String what, long since, BooleanSupplier reached) {
        await().atMost(PATIENCE).alias(what).until(reached::getAsBoolean);
        System.out.printf("storm: %s after %d ms%n", what, (System.nanoTime() - since) / 1_000_000);
    }

    private List<String> ops() {
        return chats.ops().stream().map(FakeSlack.Posted::attachments).map(JsonNode::toString).toList();
    }

    private List<String> lounge() {
        return chats.lounge().stream().map(FakeDiscord.Posted::body).map(JsonNode::toString).toList();
    }

    /** How many incidents the messages of a room show. */
    private static int incidents(List<String> messages) {
        return messages.stream().mapToInt(message -> count(message, 1)).sum();
    }

    /** How many of them are open. */
    private static int open(List<String> messages) {
        return messages.stream().mapToInt(message -> count(message, 2)).sum();
    }

    private static int count(String message, int group) {
        Matcher title = TITLE.matcher(message);
        if (title.find()) {
            return Integer.parseInt(title.group(group));
        }
        boolean open = message.contains("DOWN ");
        return open || group == 1 && message.contains("RECOVERED ") ? 1 : 0;
    }

    private static String digest(List<String> messages) {
        return messages.stream().filter(message -> TITLE.matcher(message).find()).findFirst().orElseThrow();
    }

    /** The texts of a message, one a line, without the numbers that differ from run to run. */
    private static String picture(String json) {
        try {
            StringBuilder picture = new StringBuilder();
            texts(JSON.readTree(json), picture);
            return picture.toString().lines()
                    .map(line -> line.matches("#\\p{XDigit}{6}|\\d{7,8}") ? line : line.replaceAll("m?\\d+", "N"))
                    .distinct()
                    .collect(Collectors.joining("\n"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void texts(JsonNode node, StringBuilder picture) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isValueNode() && SHOWN.contains(field.getKey())) {
                picture.append(field.getValue().asText()).append('\n');
            }
        }
        node.forEach(inner -> texts(inner, picture));
    }

    private static String golden(String name) {
        try (var in = Objects.requireNonNull(StormIT.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Launch launch() {
        Launch launch = Launch.in(directory.resolve("data"))
                .with(chats.config())
                .with(Map.of("check.schedule", "every 2s", "failure-threshold", "1", "success-threshold", "1"));
        Map<String, String> monitors = new HashMap<>();
        for (int i = 0; i < MONITORS; i++) {
            monitors.put("monitor.m" + i + ".target", targets.url("m" + i));
            monitors.put("monitor.m" + i + ".rooms", "ops, lounge");
        }
        return launch.with(monitors);
    }

    /** People who send one command after the other, each waiting for the answer to the last. */
    private final class Talkers implements AutoCloseable {

        private static final int PEOPLE = 20;
        private static final Duration PAUSE = Duration.ofSeconds(2);
        private static final List<String> LINES = List.of("status down", "incidents open", "help", "mutes");

        private final long began = System.nanoTime();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Queue<Duration> answers = new ConcurrentLinkedQueue<>();
        private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

        void start() {
            for (int person = 0; person < PEOPLE; person++) {
                int number = person;
                threads.execute(() -> talk(number));
            }
        }

        private void talk(int person) {
            for (int said = 0; stopped.getCount() > 0; said++) {
                String line = LINES.get((person + said) % LINES.size());
                long since = System.nanoTime();
                BooleanSupplier answered = person % 2 == 0 ? slack(person, line) : discord(person, line);
                try {
                    await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(answered::getAsBoolean);
                    answers.add(Duration.ofNanos(System.nanoTime() - since));
                    if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                } catch (ConditionTimeoutException | InterruptedException late) {
                    unanswered.add(line);
                }
            }
        }

        private BooleanSupplier slack(int person, String line) {
            String command = chats.slack.command(Chats.OPS, "U00000000" + person, line);
            return () -> !chats.slack.responses(command).isEmpty();
        }

        private BooleanSupplier discord(int person, String line) {
            FakeDiscord.Interaction command =
                    chats.discord.slash(chats.lounge, Long.toString(700_000_000_000_000_100L + person), "do",
                            Map.of("line", line));
            return () -> !command.answers().isEmpty();
        }

        /** Every command was answered. */
        void finish() {
            await().atMost(TALK.plus(PATIENCE))
                    .until(() -> Duration.ofNanos(System.nanoTime() - began).compareTo(TALK) > 0);
            stopped.countDown();
            threads.close();
            List<Duration> sorted = answers.stream().sorted().toList();
            System.out.printf("storm: %d commands of %d people, answered after p50 %d ms, p99 %d ms, at most %d ms%n",
                    sorted.size(), PEOPLE, sorted.get(sorted.size() / 2).toMillis(),
                    sorted.get(sorted.size() * 99 / 100).toMillis(), sorted.getLast().toMillis());
            assertThat(unanswered).isEmpty();
        }

        @Override
        public void close() {
            stopped.countDown();
            threads.shutdownNow();
        }
    }
}
