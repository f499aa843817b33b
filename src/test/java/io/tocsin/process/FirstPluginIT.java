package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The first plugin, by the steps of {@code plugins/README.md}, character by character. It waits for two full minutes. */
@Execution(ExecutionMode.CONCURRENT)
final class FirstPluginIT {

    private static final String PROGRAM = "java -jar tocsin.jar";
    private static final String PAGE = "https://example.com/";
    private static final Pattern STEP = Pattern.compile("```console\n\\$ (.*)\n([\\s\\S]*?)```");

    private static final Duration A_MINUTE_AND_MORE = Duration.ofSeconds(150);

    @TempDir
    Path directory;

    /** What is typed after {@code $}, and the lines below it. */
    private record Step(String command, List<String> lines) {}

    @Test
    void fromNothingToAPluginThatAnswersAndChecksEachMinute() throws Exception {
        List<Step> steps = steps();
        assertThat(steps).hasSize(3);

        for (Step step : steps.subList(0, 2)) {
            try (BotProcess program = start(step)) {
                assertThat(program.waitFor()).as(program.toString()).isZero();
                assertThat(program.out()).isEqualTo(step.lines());
            }
        }
        assertThat(directory.resolve("data")).doesNotExist();

        try (Targets page = new Targets()) {
            put(page.url("page"));
            try (BotProcess bot = start(steps.getLast()).ready()) {
                String typed = steps.getLast().lines().getFirst();
                String answer = steps.getLast().lines().getLast();
                assertThat(bot.ask(typed, answer)).isEqualTo(answer);
                page.set("page", 503);
                awaitLine(bot, page.url("page") + " failed");
                page.set("page", 200);
                awaitLine(bot, page.url("page") + " is back");
                assertThat(bot.endInput().waitFor()).isZero();
            }
            assertThat(page.log("page")).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static void awaitLine(BotProcess bot, String line) {
        await().atMost(A_MINUTE_AND_MORE).failFast(() -> !bot.isAlive())
                .untilAsserted(() -> assertThat(bot.out()).as(bot.toString()).contains(line));
    }

    @Test
    void aPluginThatFailsItsTestEndsWithOne() throws Exception {
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        Files.writeString(plugins.resolve("Broken.java"), "public class Broken {");

        try (BotProcess program = start(PROGRAM + " --test-plugin plugins/Broken.java")) {
            assertThat(program.waitFor()).isOne();
            assertThat(program.out().getLast()).contains("FAILED");
        }
        try (BotProcess program = start(PROGRAM + " --new-plugin broken-name")) {
            assertThat(program.waitFor()).isEqualTo(2);
            assertThat(program.err().getLast()).contains("such as BrokenName");
        }
    }

    /** The reader's own page, in the place of the example's. */
    private void put(String url) throws IOException {
        Path plugin = directory.resolve("plugins/Hello.java");
        String text = Files.readString(plugin);
        assertThat(text).contains('"' + PAGE + '"');
        Files.writeString(plugin, text.replace(PAGE, url));
    }

    private static List<Step> steps() throws IOException {
        String readme = Files.readString(Path.of("plugins/README.md"));
        return STEP.matcher(readme).results()
                .map(step -> new Step(step.group(1), step.group(2).lines().toList()))
                .toList();
    }

    private BotProcess start(Step step) {
        return start(step.command());
    }

    /** Runs what the reader types, in a directory of its own, as somebody called ana. */
    private BotProcess start(String line) {
        assertThat(line).startsWith(PROGRAM);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Duser.name=ana"));
        Path jar = Path.of(System.getProperty("tocsin.jar", "no jar"));
        command.addAll(Files.exists(jar)
                ? List.of("-jar", jar.toAbsolutePath().toString())
                : List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath(), "io.tocsin.Main"));
        Arrays.stream(line.substring(PROGRAM.length()).split(" ")).filter(word -> !word.isEmpty())
                .forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("TOCSIN_WEB_ENABLED", "false");
        return BotProcess.start(builder);
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(java.util.stream.Collectors.joining(File.pathSeparator));
    }
}
