package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The program at work in a process of its own, with pipes to all its streams. */
final class BotProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private static final int KILLED = 137;

    private final Process process;
    private final Writer in;
    private final Output out;
    private final Output err;

    private BotProcess(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = new Output(process.inputReader(StandardCharsets.UTF_8), "bot-stdout");
        this.err = new Output(process.errorReader(StandardCharsets.UTF_8), "bot-stderr");
    }

    static BotProcess start(Launch launch) {
        return start(new ProcessBuilder(launch.command()));
    }

    static BotProcess start(ProcessBuilder builder) {
        try {
            return new BotProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Types a line. */
    BotProcess send(String line) {
        try {
            in.write(line + "\n");
            in.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("\"" + line + "\" cannot be sent\n" + this, e);
        }
    }

    BotProcess endInput() {
        try {
            in.close();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types a line and waits for the first line after it that contains a text; answers that line. */
    String ask(String line, String expected) {
        int before = out.lines.size();
        send(line);
        return awaitLine(before, expected);
    }

    /** Waits until the bot says so itself: what is loaded. */
    BotProcess ready() {
        awaitLine(0, "Tocsin ");
        return this;
    }

    /** Waits for a line on standard output that contains a text; answers it. */
    String awaitLine(String expected) {
        return awaitLine(0, expected);
    }

    /** The same, among the lines from that number on. */
    String awaitLine(int from, String expected) {
        await().atMost(PATIENCE).pollInterval(OFTEN).alias(expected).until(
                () -> !process.isAlive() && out.done() || found(from, expected).isPresent());
        Optional<String> line = found(from, expected);
        assertThat(line).as("a line with \"%s\" in%n%s", expected, this).isPresent();
        return line.orElseThrow();
    }

    private Optional<String> found(int from, String expected) {
        return out.lines.stream().skip(from).filter(line -> line.contains(expected)).findFirst();
    }

    /** Lets it run for so long; answers whether it still does. */
    boolean runsFor(Duration time) {
        try {
            return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code kill -9} does it. */
    void kill() {
        process.toHandle().destroyForcibly();
        waitFor();
    }

    /** Waits for a fail point to end it. */
    void diesByItself() {
        assertThat(waitFor()).as("killed at the fail point%n%s", this).isEqualTo(KILLED);
    }

    /** As {@code kill} does it. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for the end; answers the exit code. */
    int waitFor() {
        return waitFor(PATIENCE);
    }

    /** Has it end as {@code kill} does, which it must do well. */
    void stop() {
        terminate();
        assertThat(waitFor()).as("exit code%n%s", this).isZero();
    }

    int waitFor(Duration atMost) {
        try {
            boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(ended).as("ends within %s%n%s", atMost, this).isTrue();
            await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> out.done() && err.done());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it said on standard output up to now. */
    List<String> out() {
        return List.copyOf(out.lines);
    }

    List<String> err() {
        return List.copyOf(err.lines);
    }

    @Override
    public String toString() {
        return "stdout:\n" + String.join("\n", out.lines) + "\nstderr:\n" + String.join("\n", err.lines);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static final class Output {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Thread thread;

        Output(BufferedReader reader, String name) {
            // reading a pipe holds the carrier of a virtual thread, and the servers of a test need theirs
            thread = Thread.ofPlatform().daemon().name(name).start(() -> reader.lines().forEach(lines::add));
        }

        boolean done() {
            return !thread.isAlive();
        }
    }
}
