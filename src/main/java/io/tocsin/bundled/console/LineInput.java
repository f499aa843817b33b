package io.tocsin.bundled.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8, each up to a bound: what is beyond is read and forgotten. */
final class LineInput {

    /** Longer than any line that is understood, so that it is still known to be too long. */
    static final int LONGEST = 8_000;

    private final BufferedReader reader;

    LineInput(InputStream in) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next line; empty at the end. */
    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return Optional.empty();
        }
        while (c >= 0 && c != '\n') {
            if (line.length() < LONGEST) {
                line.append((char) c);
            }
            c = reader.read();
        }
        return Optional.of(line.toString().strip());
    }
}
