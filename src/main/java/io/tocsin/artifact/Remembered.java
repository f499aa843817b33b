package io.tocsin.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What jars were when they were fetched, a file beside each: what is kept is not compared with the repository again, and
 * may be damaged or exchanged meanwhile.
 */
final class Remembered {

    private static final Logger log = LoggerFactory.getLogger(Remembered.class);
    private static final String SUFFIX = ".sha256";

    private Remembered() {}

    /** Removes those that are no longer what they were; answers whether there were any. */
    static boolean dropChanged(List<Path> jars) throws IOException {
        boolean dropped = false;
        for (Path jar : jars) {
            Path beside = beside(jar);
            if (!Files.exists(beside)) {
                Files.writeString(beside, sha256(jar));
            } else if (!Files.readString(beside).strip().equals(sha256(jar))) {
                log.warn("{} is not what was fetched, and is fetched again", jar);
                Files.delete(jar);
                Files.delete(beside);
                dropped = true;
            }
        }
        return dropped;
    }

    private static Path beside(Path jar) {
        return jar.resolveSibling(jar.getFileName() + SUFFIX);
    }

    /** The SHA-256 of a file, in hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream all = new DigestInputStream(in, digest)) {
                all.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
