package io.tocsin.code;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was compiled, a file for each source under the hash of all that it came of. A file that is damaged, or whose
 * jars are gone, is as good as none.
 */
final class CompileCache {

    private static final Logger log = LoggerFactory.getLogger(CompileCache.class);
    private static final String SUFFIX = ".woven";
    private static final int HASH = 32;
    private static final long LARGEST = 64L << 20;

    private final Optional<Path> directory;
    private final String surroundings;
    private final Set<Path> used = new HashSet<>();

    /** @param surroundings what the output depends on beside the source: the bot's build and its Java */
    CompileCache(Optional<Path> directory, String surroundings) {
        this.directory = directory;
        this.surroundings = surroundings;
    }

    Optional<Ready> find(Source source) {
        return file(source).filter(Files::isRegularFile).flatMap(file -> {
            try {
                if (Files.size(file) > LARGEST) {
                    return Optional.empty();
                }
                Optional<Ready> ready = whole(Files.readAllBytes(file));
                ready.ifPresent(_ -> used.add(file));
                return ready;
            } catch (IOException | RuntimeException damaged) {
                log.debug("{} is compiled again", source.path(), damaged);
                return Optional.empty();
            }
        });
    }

    /** The hash at the end is that of everything before it. */
    private static Optional<Ready> whole(byte[] bytes) throws IOException {
        int length = bytes.length - HASH;
        if (length < 0
                || !MessageDigest.isEqual(
                        sha256(Arrays.copyOf(bytes, length)), Arrays.copyOfRange(bytes, length, bytes.length))) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
            List<Path> jars = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                Path jar = Path.of(in.readUTF());
                byte[] then = in.readNBytes(HASH);
                if (!MessageDigest.isEqual(then, sha256(Files.readAllBytes(jar)))) {
                    return Optional.empty();
                }
                jars.add(jar);
            }
            Header header = new Header(in.readUTF(), lines(in), lines(in), in.readUTF());
            Map<String, byte[]> classes = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                classes.put(in.readUTF(), in.readNBytes(in.readInt()));
            }
            return Optional.of(new Ready(classes, jars, header));
        }
    }

    private static List<String> lines(DataInputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            lines.add(in.readUTF());
        }
        return lines;
    }

    /** What cannot be kept is compiled again next time. */
    void keep(Source source, Ready ready) {
        file(source).ifPresent(file -> {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            try {
                Files.createDirectories(directory.orElseThrow());
                Files.write(part, bytes(ready));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                used.add(file);
            } catch (IOException unwritable) {
                log.warn("the compiled {} cannot be kept: {}", source.path(), unwritable.toString());
            }
        });
    }

    private static byte[] bytes(Ready ready) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(ready.jars().size());
            for (Path jar : ready.jars()) {
                out.writeUTF(jar.toString());
                out.write(sha256(Files.readAllBytes(jar)));
            }
            out.writeUTF(ready.header().description());
            writeLines(out, ready.header().commands());
            writeLines(out, ready.header().configuration());
            out.writeUTF(ready.header().author());
            out.writeInt(ready.classes().size());
            for (Map.Entry<String, byte[]> each : ready.classes().entrySet()) {
                out.writeUTF(each.getKey());
                out.writeInt(each.getValue().length);
                out.write(each.getValue());
            }
        }
        bytes.writeBytes(sha256(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    private static void writeLines(DataOutputStream out, List<String> lines) throws IOException {
        out.writeInt(lines.size());
        for (String line : lines) {
            out.writeUTF(line);
        }
    }

    /** Deletes what nobody has asked for: output of sources that have changed or gone. */
    void sweep() {
        directory.filter(Files::isDirectory).ifPresent(kept -> {
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(kept, "*{" + SUFFIX + "," + SUFFIX + ".part}")) {
                for (Path file : files) {
                    if (!used.contains(file)) {
                        Files.deleteIfExists(file);
                    }
                }
            } catch (IOException unreadable) {
                log.warn("{} cannot be tidied up: {}", kept, unreadable.toString());
            }
        });
    }

    private Optional<Path> file(Source source) {
        return directory.map(kept -> {
            String all = String.join("\0", surroundings, source.path().getFileName().toString(), source.text());
            return kept.resolve(HexFormat.of().formatHex(sha256(all.getBytes(StandardCharsets.UTF_8))) + SUFFIX);
        });
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
