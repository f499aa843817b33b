package io.tocsin.bundled.redis;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An answer, as the <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">protocol</a> has them. */
sealed interface Reply {

    record Text(String text) implements Reply {}

    record Whole(long number) implements Reply {}

    record Nothing() implements Reply {}

    record Many(List<Reply> replies) implements Reply {
        public Many {
            replies = List.copyOf(replies);
        }
    }

    /** @param text begins with a word for the kind of error, such as {@code NOAUTH} */
    record Failed(String text) implements Reply {

        boolean is(String kind) {
            return text.startsWith(kind + " ");
        }
    }

    /** Reads answers; what the server says of their sizes is believed up to a bound. */
    record Reader(Wire wire, Attempt attempt) {

        private static final int LONGEST_LINE = 4_000;
        private static final int LONGEST_TEXT = 1_000_000;
        private static final int MOST = 10_000;
        private static final int DEEPEST = 8;

        Reply read() throws IOException {
            attempt.await(Phrase.of("net.await.answer"));
            return read(DEEPEST);
        }

        private Reply read(int deeper) throws IOException {
            String line = wire.line(LONGEST_LINE);
            String rest = line.isEmpty() ? "" : line.substring(1);
            return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case '+' -> new Text(utf8(rest));
                case '-' -> new Failed(utf8(rest));
                case ':' -> new Whole(number(line, rest, Long.MIN_VALUE, Long.MAX_VALUE));
                case '$' -> text((int) number(line, rest, -1, LONGEST_TEXT));
                case '*' -> many((int) number(line, rest, -1, MOST), deeper);
                default -> throw foreign(line);
            };
        }

        private Reply text(int length) throws IOException {
            if (length < 0) {
                return new Nothing();
            }
            byte[] bytes = wire.bytes(length);
            if (!wire.line(1).isEmpty()) {
                throw foreign("");
            }
            return new Text(new String(bytes, StandardCharsets.UTF_8));
        }

        private Reply many(int count, int deeper) throws IOException {
            if (count < 0) {
                return new Nothing();
            }
            if (deeper == 0) {
                throw foreign("*");
            }
            List<Reply> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(read(deeper - 1));
            }
            return new Many(all);
        }

        private long number(String line, String text, long least, long most) throws Trouble {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException noNumber) {
                throw foreign(line);
            }
            throw new Trouble(Phrase.of("redis.size", attempt.there(), text, String.valueOf(most)));
        }

        private Trouble foreign(String line) {
            return new Trouble(Phrase.of("redis.foreign", attempt.there(), Clean.text(line)));
        }

        private static String utf8(String latin) {
            return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }
}
