package io.tocsin.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a target says of itself in numbers, such as its connections. Each is a field of the body, so that conditions can look
 * at it; one that has a limit is also a line of the result, and more than the limit is bad. Not safe for use by several
 * threads.
 */
public final class Figures {

    private final Map<String, Object> body = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();
    private final Result.Builder seen;
    private int bad;

    /** @param seen what is told of them */
    public Figures(Result.Builder seen) {
        this.seen = seen;
    }

    /**
     * One without a limit.
     *
     * @param unit such as {@code " %"}; may be empty
     */
    public Figures add(String name, double value, String unit) {
        return field(name, rounded(value)).say(shown(name, value, unit));
    }

    /**
     * One with a limit.
     *
     * @param most what is still well
     */
    public Figures add(String name, double value, String unit, double most) {
        return field(name, rounded(value)).judge(name, value, unit, most);
    }

    /** A line of the result without a field of the body. */
    public Figures judge(String name, double value, String unit, double most) {
        boolean passed = value <= most;
        String shown = shown(name, value, unit);
        seen.finding(passed, false, shown + (passed ? " <= " : " > ") + rounded(most) + unit);
        return passed ? say(shown) : complain(shown);
    }

    /** Something that is bad and no number. */
    public Figures fail(String line) {
        seen.finding(false, false, line);
        return complain(line);
    }

    private Figures complain(String shown) {
        words.add(bad++, shown);
        return this;
    }

    /** A word for the result's text, after those before. */
    public Figures say(String word) {
        words.add(word);
        return this;
    }

    /**
     * Any other field of the body.
     *
     * @param value as {@link Json#write} takes it
     */
    public Figures field(String name, Object value) {
        body.put(name, value);
        return this;
    }

    /** With at most one digit after the point. */
    public static BigDecimal rounded(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    private static String shown(String name, double value, String unit) {
        return name + " " + rounded(value) + unit;
    }

    /** The result with all of it: what is bad comes first in its words. */
    public Result.Builder told() {
        return seen.connected(true)
                .status(bad, String.join(", ", words))
                .body(Json.write(body).getBytes(StandardCharsets.UTF_8));
    }
}
