package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, run as a person runs it. */
@Tag("heavy")
final class LauncherIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    private Path directory;

    @Test
    void theJarRunsAndTheJdkWarnsOfNothing() throws Exception {
        Ran ran = run(JAVA);
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("ocsin");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void anOlderJavaHandsOverToANewerOne() throws Exception {
        Optional<Path> older = older();
        assumeTrue(older.isPresent(), "no Java from 11 to 24 lies beside " + JAVA);
        Ran ran = run(older.get());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("ocsin");
    }

    private Ran run(Path java) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        List<String> command = new ArrayList<>();
        command.add(java.resolve("bin").resolve("java").toString());
        command.addAll(List.of("-jar", System.getProperty("tocsin.jar"), "--version"));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Optional<Path> older() throws IOException {
        try (Stream<Path> beside = Files.list(JAVA.getParent())) {
            return beside.filter(LauncherIT::isOlder).findFirst();
        }
    }

    private static boolean isOlder(Path home) {
        try {
            String release = Files.readString(home.resolve("release"));
            return release.matches("(?s).*JAVA_VERSION=\"(1[1-9]|2[0-4])[^0-9].*");
        } catch (IOException noJava) {
            return false;
        }
    }

    private record Ran(int code, String out, String err) {}
}
