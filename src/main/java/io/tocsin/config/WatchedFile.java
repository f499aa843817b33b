package io.tocsin.config;

import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells when a file has become another one. A change is told once it has been seen twice in a row, because somebody may
 * still be writing; only the first look at all is believed at once. To be asked every few seconds, by one thread.
 */
public final class WatchedFile {

    private final Path file;
    private final int mostBytes;
    private String told = "";
    private String pending = "";

    public WatchedFile(Path file, int mostBytes) {
        this.file = file;
        this.mostBytes = mostBytes;
    }

    /** What became of a file since the last look. */
    public sealed interface Look {

        /** Nothing that is certain. */
        record Same() implements Look {}

        /** It has these bytes now. */
        record Changed(byte[] bytes) implements Look {}

        /** It can no longer be read. */
        record Unreadable(Phrase why) implements Look {}
    }

    /** Takes the file as it is now for known, as after reading it in another way. */
    public void skip() {
        told = state(read());
        pending = told;
    }

    public Look look() {
        Look now = read();
        String state = state(now);
        boolean stable = state.equals(pending) || told.isEmpty();
        pending = state;
        if (!stable || state.equals(told)) {
            return new Look.Same();
        }
        told = state;
        return now;
    }

    private Look read() {
        try {
            return new Look.Changed(ConfigFile.bytes(file, mostBytes));
        } catch (IOException e) {
            return new Look.Unreadable(ConfigFile.unreadable(e));
        }
    }

    private static String state(Look look) {
        return switch (look) {
            case Look.Same same -> "";
            case Look.Changed changed -> hash(changed.bytes());
            case Look.Unreadable unreadable -> unreadable.why().toString();
        };
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
