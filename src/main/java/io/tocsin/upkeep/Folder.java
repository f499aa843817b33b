package io.tocsin.upkeep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in the directory of plugins: source files, and directories of jars. Sizes and times tell whether to look
 * closer, the content whether anything has changed.
 */
public final class Folder {

    private static final Logger log = LoggerFactory.getLogger(Folder.class);
    private static final String SOURCE = ".java";
    private static final String JAR = ".jar";

    private final Path directory;
    private final Map<String, String> stamps;
    private final Map<String, String> contents = new TreeMap<>();

    private Folder(Path directory) {
        this.directory = directory;
        this.stamps = stamps();
    }

    /** As it is now; taken before the plugins are read, so that what changes meanwhile is noticed. */
    public static Folder of(Path directory) {
        Folder folder = new Folder(directory);
        folder.stamps.keySet().forEach(place -> folder.contents.put(place, content(Path.of(place))));
        return folder;
    }

    /** The places that were there at the beginning, and their sizes and times. */
    Map<String, String> atFirst() {
        return stamps;
    }

    /** Whether what a place holds is something else than when this was asked for the last time. */
    boolean isNew(String place) {
        String now = content(Path.of(place));
        return !now.equals(contents.put(place, now));
    }

    void forget(String place) {
        contents.remove(place);
    }

    /** Sizes and times of all there is, by place. */
    Map<String, String> stamps() {
        Map<String, String> found = new TreeMap<>();
        for (Path path : list(directory)) {
            String name = path.getFileName().toString();
            if (name.startsWith(".")) {
                continue;
            }
            if (name.endsWith(SOURCE)) {
                stamp(path).ifPresent(stamp -> found.put(path.toString(), stamp));
            } else if (!jars(path).isEmpty()) {
                found.put(path.toString(), jars(path));
            }
        }
        return found;
    }

    private static String jars(Path directory) {
        StringBuilder all = new StringBuilder();
        for (Path path : list(directory)) {
            if (path.getFileName().toString().endsWith(JAR)) {
                stamp(path).ifPresent(stamp -> all.append(path.getFileName()).append(' ').append(stamp).append('\n'));
            }
        }
        return all.toString();
    }

    private static Optional<String> stamp(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(seen.size() + " " + seen.lastModifiedTime().toInstant());
        } catch (IOException gone) {
            log.debug("{} cannot be looked at", file, gone);
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of("broken") : Optional.empty();
        }
    }

    private static List<Path> list(Path directory) {
        TreeSet<Path> sorted = new TreeSet<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(sorted::add);
            } catch (IOException | DirectoryIteratorException unreadable) {
                log.warn("{} cannot be read", directory, unreadable);
            }
        }
        return List.copyOf(sorted);
    }

    private static String content(Path place) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (Files.isDirectory(place)) {
                for (Path jar : list(place)) {
                    if (jar.getFileName().toString().endsWith(JAR)) {
                        digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                        digest.update(Files.readAllBytes(jar));
                    }
                }
            } else {
                digest.update(Files.readAllBytes(place));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
