package io.tocsin.code;

import io.tocsin.bytecode.Weaver;
import io.tocsin.spi.Plugin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which build of the bot this is: what was compiled and woven by another is of no use. */
final class Build {

    private static final List<String> PACKAGES =
            List.of(Plugin.class.getPackageName(), Build.class.getPackageName(), Weaver.class.getPackageName());

    private Build() {}

    /** Changes with the build and with the Java it runs on. */
    static String stamp() {
        try {
            Path home = Path.of(Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Runtime.version() + " " + home + " " + (Files.isDirectory(home) ? newest(home) : stampOf(home));
        } catch (URISyntaxException | IOException strange) {
            throw new IllegalStateException("the bot's own classes are nowhere", strange);
        }
    }

    private static String newest(Path home) throws IOException {
        long newest = 0;
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.walk(home.resolve(name.replace('.', '/')))) {
                for (Path file : files.toList()) {
                    newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
                }
            }
        }
        return String.valueOf(newest);
    }

    private static String stampOf(Path jar) throws IOException {
        return Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
    }
}
