package io.tocsin.code;

import io.tocsin.spi.Plugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.slf4j.Logger;

/**
 * A class of the bot's own that plugins may see, as the compiler reads it. All of them are read once: to have the compiler
 * open the bot's jar costs more than to compile a plugin.
 */
final class Shown extends SimpleJavaFileObject {

    private static final String SUFFIX = ".class";

    private final String name;
    private final byte[] bytes;

    private Shown(String name, byte[] bytes) {
        super(URI.create("shown:///" + name.replace('.', '/') + SUFFIX), Kind.CLASS);
        this.name = name;
        this.bytes = bytes;
    }

    /** Read when something is compiled for the first time. */
    private static final class All {

        private static final Map<String, List<JavaFileObject>> BY_PACKAGE = Stream.of(Plugin.class, Logger.class)
                .flatMap(type -> read(home(type)).stream())
                .collect(Collectors.groupingBy(Shown::packageName, Collectors.toUnmodifiableList()));
    }

    /** Those of one package. */
    static List<JavaFileObject> in(String packageName) {
        return All.BY_PACKAGE.getOrDefault(packageName, List.of());
    }

    /** The jar or directory a class comes from. */
    private static Path home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException strange) {
            throw new IllegalStateException("the class path entry of " + type.getName() + " is no file", strange);
        }
    }

    private static List<Shown> read(Path home) {
        try {
            return Files.isDirectory(home) ? inDirectory(home) : inJar(home);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(home.toString(), unreadable);
        }
    }

    private static List<Shown> inDirectory(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> isShown(path(home, file))).map(file -> {
                try {
                    return new Shown(name(path(home, file)), Files.readAllBytes(file));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(file.toString(), unreadable);
                }
            }).toList();
        }
    }

    private static String path(Path home, Path file) {
        return home.relativize(file).toString().replace('\\', '/');
    }

    private static List<Shown> inJar(Path home) throws IOException {
        try (ZipFile jar = new ZipFile(home.toFile())) {
            return jar.stream().filter(entry -> isShown(entry.getName())).map(entry -> read(jar, entry)).toList();
        }
    }

    private static Shown read(ZipFile jar, ZipEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            return new Shown(name(entry.getName()), in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(entry.getName(), unreadable);
        }
    }

    private static boolean isShown(String path) {
        int end = path.lastIndexOf('/');
        return end > 0
                && path.toLowerCase(Locale.ROOT).endsWith(SUFFIX)
                && SpiLoader.shows(path.substring(0, end).replace('/', '.'));
    }

    private static String name(String path) {
        return path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
    }

    private String packageName() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Its name in Java, such as {@code io.tocsin.spi.Result$Builder}. */
    String binaryName() {
        return name;
    }

    @Override
    public InputStream openInputStream() {
        return new ByteArrayInputStream(bytes);
    }
}
