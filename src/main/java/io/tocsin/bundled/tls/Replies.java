package io.tocsin.bundled.tls;

import io.tocsin.net.Attempt;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What servers of text protocols say, in lines; an endless reply ends. */
final class Replies {

    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_LINES = 100;
    private static final Pattern LAST = Pattern.compile("\\d{3}(?: .*)?");
    private static final Pattern ONE_OF_MORE = Pattern.compile("\\d{3}-.*");

    private Replies() {}

    static List<String> line(Wire wire, Attempt attempt, String awaited) throws IOException {
        attempt.await(Phrase.of(awaited));
        return List.of(wire.line(LONGEST_LINE));
    }

    /** A reply as SMTP and FTP have it; a line without a code is padded, so that each has more than four characters. */
    static List<String> ofThreeDigits(Wire wire, Attempt attempt, String awaited) throws IOException {
        attempt.await(Phrase.of(awaited));
        List<String> lines = new ArrayList<>();
        while (lines.size() < MOST_LINES) {
            String line = wire.line(LONGEST_LINE);
            lines.add(line.length() < 5 ? line + "     " : line);
            if (LAST.matcher(line).matches() || (lines.size() == 1 && !ONE_OF_MORE.matcher(line).matches())) {
                return lines;
            }
        }
        throw endless(attempt);
    }

    /** Up to the line that begins with the tag. */
    static List<String> tagged(Wire wire, Attempt attempt, String tag) throws IOException {
        attempt.await(Phrase.of("net.await.reply"));
        for (int i = 0; i < MOST_LINES; i++) {
            String line = wire.line(LONGEST_LINE);
            if (line.startsWith(tag)) {
                return List.of(line);
            }
        }
        throw endless(attempt);
    }

    private static Trouble endless(Attempt attempt) {
        return new Trouble(Phrase.of("net.starttls.endless", attempt.there(), String.valueOf(MOST_LINES)));
    }
}
