package io.tocsin.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classes of the program as the JVM can take them over at once, as the README advises for a quick start. */
final class SharedClasses {

    static final String CREATE = "-XX:ArchiveClassesAtExit=";

    private static final Path ARCHIVE = Path.of(System.getProperty("tocsin.jar", "no jar")).resolveSibling("test.jsa");

    private SharedClasses() {}

    /** Options with which a start is quick; they are the same for all, made by one start and stop. */
    static synchronized List<String> options() {
        if (!Files.exists(ARCHIVE)) {
            create();
        }
        return List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-XX:SharedArchiveFile=" + ARCHIVE);
    }

    private static void create() {
        try {
            Path data = Files.createTempDirectory("tocsin");
            try (BotProcess bot = Launch.in(data).jvm(CREATE + ARCHIVE).jvm("-Xlog:disable").start().ready()) {
                bot.ask("version", "Tocsin");
                bot.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
