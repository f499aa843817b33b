package io.tocsin.config;

import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads {@code bot.properties} and the environment. */
public final class ConfigFile {

    /** Room for ten thousand monitors; nobody writes more by hand. */
    static final int MOST_BYTES = 10_000_000;

    private ConfigFile() {}

    /** The configuration of a file that need not be there. */
    public static Config readIfPresent(Path file, Map<String, String> environment) {
        if (!Files.exists(file)) {
            return Config.of(List.of(), environment, List.of());
        }
        return read(file, environment);
    }

    /** The configuration of a file that must be there. What is wrong with it is among its problems. */
    public static Config read(Path file, Map<String, String> environment) {
        try {
            return parse(file.toString(), bytes(file, MOST_BYTES), environment);
        } catch (IOException e) {
            Problem unreadable = new Problem("", "", Place.file(file.toString()), unreadable(e));
            return Config.of(List.of(), environment, List.of(unreadable));
        }
    }

    /** The configuration that these bytes of a file are. */
    static Config parse(String file, byte[] bytes, Map<String, String> environment) {
        Problems problems = new Problems();
        String text = text(file, bytes, problems);
        Substitution substitution = new Substitution(environment, problems);
        List<Entry> entries = new PropertiesText(file, text, problems)
                .read().values().stream().map(substitution::fill).toList();
        return Config.of(entries, environment, problems.all());
    }

    /** All bytes of a file, or a failure if there are too many. */
    public static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new TooLongException(most);
            }
            return bytes;
        }
    }

    /** Why a file cannot be read. */
    public static Phrase unreadable(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> Phrase.of("config.file.missing");
            case TooLongException tooLong -> Phrase.of("config.file.long", String.valueOf(tooLong.most / 1_000_000));
            default -> Phrase.of("config.file.unreadable", String.valueOf(failure.getMessage()));
        };
    }

    private static String text(String file, byte[] bytes, Problems problems) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int at = 0; at < buffer.position(); at++) {
                line += bytes[at] == '\n' ? 1 : 0;
            }
            problems.add("", "", Place.line(file, line), Phrase.of("config.file.encoding"));
            return "";
        }
    }

    private static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;
        private final int most;

        TooLongException(int most) {
            super("longer than " + most + " bytes");
            this.most = most;
        }
    }
}
