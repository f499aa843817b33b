package io.tocsin.bundled.speedtest;

import io.tocsin.net.BoundedSearch;
import io.tocsin.net.BoundedSearch.GivenUp;
import io.tocsin.net.Clean;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is looked for in an answer.
 *
 * @param name {@code total} and the like, or a word of the user's
 * @param pattern finds it, in its first group
 */
record Figure(String name, Pattern pattern) {

    static final String TOTAL = "total";

    private static final Pattern FORM = Pattern.compile("([a-zA-Z][\\w-]{0,39})\\s*=(.{1,500})", Pattern.DOTALL);
    private static final String USUAL = "total=alltime:'(.*?)'";
    private static final int MOST = 20;
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(\\p{L}{0,2})");

    /** Lines such as {@code total=alltime:'(.*?)'}, which is all that is looked for if there is none. */
    static List<Figure> all(List<String> written) {
        List<Figure> figures = new ArrayList<>();
        for (String text : written.isEmpty() ? List.of(USUAL) : written) {
            figures.add(of(text));
        }
        if (figures.stream().noneMatch(figure -> figure.name.equals(TOTAL))) {
            figures.addFirst(of(USUAL));
        }
        if (figures.size() > MOST || figures.stream().map(Figure::name).distinct().count() < figures.size()) {
            throw Refusal.of("speedtest.figures", Integer.toString(MOST));
        }
        return List.copyOf(figures);
    }

    private static Figure of(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw Refusal.of("speedtest.figure", Clean.text(text));
        }
        try {
            return new Figure(parts.group(1), Pattern.compile(parts.group(2)));
        } catch (PatternSyntaxException | StackOverflowError noPattern) {
            throw Refusal.of("speedtest.pattern", Clean.text(text));
        }
    }

    /** @throws Unreadable if it is not there, or nobody can tell */
    String in(String answer) throws Unreadable {
        Optional<String> found;
        try {
            found = BoundedSearch.first(pattern, answer);
        } catch (GivenUp endless) {
            throw new Unreadable(Phrase.of("speedtest.given-up", name, Clean.text(pattern.pattern())));
        }
        return found.orElseThrow(() -> new Unreadable(Phrase.of(
                "speedtest.unreadable", name, Clean.text(pattern.pattern()), Clean.text(answer)))).strip();
    }

    /** Nanoseconds; milliseconds are meant where no unit stands. */
    long time(String value) throws Unreadable {
        Matcher parts = NUMBER.matcher(value);
        if (parts.matches()) {
            int zeros = switch (parts.group(2)) {
                case "", "ms" -> 6;
                case "s" -> 9;
                default -> -1;
            };
            BigDecimal nanos = new BigDecimal(parts.group(1)).scaleByPowerOfTen(Math.max(0, zeros));
            if (zeros > 0 && nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 10)) < 0) {
                return nanos.longValue();
            }
        }
        throw new Unreadable(Phrase.of("speedtest.no-time", name, Clean.text(value)));
    }

    /** Bytes. */
    long size(String value) throws Unreadable {
        Matcher parts = NUMBER.matcher(value);
        if (parts.matches()) {
            long unit = switch (parts.group(2).toUpperCase(Locale.ROOT)) {
                case "", "B" -> 1;
                case "K", "KB" -> 1_024;
                case "M", "MB" -> 1_024 * 1_024;
                default -> 0;
            };
            BigDecimal bytes = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit));
            if (unit > 0) {
                return bytes.longValue();
            }
        }
        throw new Unreadable(Phrase.of("speedtest.no-size", name, Clean.text(value)));
    }

    /** An answer that does not say what it should. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Phrase reason;

        Unreadable(Phrase reason) {
            super(reason.toString(), null, false, false);
            this.reason = reason;
        }

        Phrase reason() {
            return reason;
        }
    }
}
