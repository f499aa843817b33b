package io.tocsin.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The packaged bot, running. */
final class BotProcess implements AutoCloseable {

    /** These and the archive's, as the README has them for a service. */
    static final List<String> FLAGS =
            List.of("-Xmx480m", "-XX:NewSize=40m", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20", "-XX:GCTimeRatio=2");

    /** Names the archive of classes; usually each bot has its own, as after its installation. */
    static final String ARCHIVE = "bench.archive";

    /** What answers begin with that are only looked for. */
    private static final String ANSWER = "pong ";

    private final Process process;
    private final Path errors;
    private final Writer in;
    private final LinkedBlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    BotProcess(Path directory, List<String> properties) throws IOException {
        errors = directory.resolve("stderr.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(archive());
        command.addAll(properties);
        command.addAll(List.of("-jar", jar().toString(), "--data", directory.resolve("data").toString()));
        command.addAll(List.of("--config", directory.resolve("bot.properties").toString()));
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(errors.toFile())
                .start();
        // a bench that is stopped takes its bot along
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        in = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::read);
    }

    private static List<String> archive() {
        return List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + System.getProperty(ARCHIVE, "data/tocsin.jsa"));
    }

    static Path jar() {
        Path jar = Path.of(System.getProperty("tocsin.jar", "target/tocsin.jar")).toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: mvn -q -DskipTests package makes it");
        }
        return jar;
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(line -> {
                if (line.startsWith(ANSWER)) {
                    heard.add(line);
                } else {
                    out.add(line);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            out.add("(the bot ended: " + e + ")");
        }
    }

    /** Says a line and waits for the first line that answers it; how long that took. */
    Duration ask(String line, String answerStarts) throws Exception {
        out.clear();
        long start = System.nanoTime();
        say(line);
        awaitLine(answerStarts, Duration.ofSeconds(30));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Says a line and waits for nothing. */
    void say(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /** Whether a line that starts so waits to be read. */
    boolean hasSaid(String start) {
        return out.stream().anyMatch(line -> line.startsWith(start));
    }

    /** Whether that has ever been answered. */
    boolean heard(String answer) {
        return heard.contains(answer);
    }

    void awaitHeard(String answer, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!heard(answer)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the bot did not answer \"" + answer + "\"; " + complaint());
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** Waits for a line that starts so. */
    String awaitLine(String start, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            String line = out.poll(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new IllegalStateException(
                        "the bot did not say \"" + start + "\" within " + atMost + "; " + complaint());
            }
            if (line.startsWith(start)) {
                return line;
            }
        }
    }

    private String complaint() {
        try {
            return "alive " + process.isAlive() + ", it complained: " + Files.readString(errors);
        } catch (IOException e) {
            return e.toString();
        }
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in MiB. */
    long rss() throws IOException {
        return status("/status", "VmRSS:") / 1_024;
    }

    /** Bytes sent to the disk. */
    long written() throws IOException {
        return status("/io", "write_bytes:");
    }

    private long status(String file, String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + file))) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.substring(key.length()).replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    /** Ends it as an operator would. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
