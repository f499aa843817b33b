package io.tocsin.source;

import io.tocsin.config.ConfigFile;
import io.tocsin.config.Place;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Monitors in the YAML files of a folder and of those in it, taken as one file: objects are merged, lists appended, in the
 * order of the names. As with a single file, a change is told once it has been seen twice in a row.
 */
final class FolderSource implements MonitorSource {

    private static final int DEEPEST = 16;
    private static final int MOST_FILES = 1_000;
    private static final String NOTHING = "nothing";

    private final String name;
    private final Path folder;
    private final GatusSettings gatus;
    private String told = "";
    private String pending = "";

    FolderSource(String name, Path folder, GatusSettings gatus) {
        this.name = name;
        this.folder = folder;
        this.gatus = gatus;
    }

    @Override
    public News poll() {
        try {
            Map<Path, byte[]> files = files();
            return changed(hash(files)) ? MonitorSource.news(read(files)) : new News.Unchanged();
        } catch (IOException e) {
            return changed(NOTHING + e)
                    ? MonitorSource.broken(name, ConfigFile.unreadable(e))
                    : new News.Unchanged();
        } catch (TooMuchException e) {
            return changed(NOTHING)
                    ? MonitorSource.broken(name, Phrase.of(
                            "source.folder.much", String.valueOf(MOST_FILES),
                            String.valueOf(Documents.MOST_BYTES / 1_000_000)))
                    : new News.Unchanged();
        }
    }

    private boolean changed(String state) {
        boolean stable = state.equals(pending) || told.isEmpty();
        pending = state;
        if (!stable || state.equals(told)) {
            return false;
        }
        told = state;
        return true;
    }

    /** The files by their paths; those with two dots in their names are a mounted volume's own. */
    private Map<Path, byte[]> files() throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        int left = Documents.MOST_BYTES;
        for (Path path : paths()) {
            byte[] bytes = ConfigFile.bytes(path, Documents.MOST_BYTES);
            left -= bytes.length;
            if (left < 0 || files.size() == MOST_FILES) {
                throw new TooMuchException();
            }
            files.put(path, bytes);
        }
        return files;
    }

    private List<Path> paths() throws IOException {
        try (Stream<Path> walk = Files.walk(folder, DEEPEST)) {
            return walk.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().matches(".*\\.ya?ml"))
                    .filter(path -> !folder.relativize(path).toString().contains(".."))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private MonitorFile.Content read(Map<Path, byte[]> files) {
        Reading reading = new Reading();
        Optional<Node> all = Optional.empty();
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            String source = file.getKey().toString();
            Optional<Node> one = Documents.read(source, file.getValue(), reading);
            if (one.isPresent() && !(one.get() instanceof Node.Nothing)) {
                all = Optional.of(all.isPresent() ? Merged.of(all.get(), one.get(), reading) : one.get());
            }
        }
        if (all.isEmpty()) {
            reading.problem("", "", Place.file(name), Phrase.of("source.empty"));
        }
        return MonitorFile.content(name, all, gatus, reading);
    }

    private static String hash(Map<Path, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, bytes) -> {
                digest.update(path.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class TooMuchException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
