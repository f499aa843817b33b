package io.tocsin.condition;

import java.time.Duration;

/** Values of a condition as people see them: short, on one line. */
final class Shown {

    /** The most that is shown of a whole body. */
    static final int BODY = 40;

    /** The most that is shown of anything else. */
    static final int PART = 100;

    private Shown() {}

    /** An operand with the value that was seen. */
    static String operand(Operand operand, Value value) {
        if (operand instanceof Operand.Fixed || value instanceof Value.Absent || value instanceof Value.Unreadable) {
            return operand.text();
        }
        boolean body =
                operand instanceof Operand.Reading(_, Placeholder placeholder) && placeholder == Placeholder.BODY;
        return operand.text() + " (" + cut(text(value), body ? BODY : PART) + ")";
    }

    /** A text on one line, no longer than this. */
    static String cut(String text, int length) {
        boolean whole = text.length() <= length;
        int end = whole ? text.length() : Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        StringBuilder out = new StringBuilder(end + 3);
        text.substring(0, end).codePoints().map(Shown::harmless).forEach(out::appendCodePoint);
        return whole ? out.toString() : out.append("...").toString();
    }

    private static int harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            default -> c;
        };
    }

    private static String text(Value value) {
        return value instanceof Value.Span(long millis) ? time(millis) : value.text();
    }

    /** {@code 812ms}, {@code 2s}, {@code 48h30m}. */
    private static String time(long millis) {
        Duration time = Duration.ofMillis(Math.abs(millis));
        String sign = millis < 0 ? "-" : "";
        if (time.toSeconds() == 0 || (time.toMillisPart() != 0 && time.toMinutes() == 0)) {
            return sign + time.toMillis() + "ms";
        }
        return sign
                + unit(time.toHours(), "h")
                + unit(time.toMinutesPart(), "m")
                + unit(time.toSecondsPart(), "s");
    }

    private static String unit(long count, String name) {
        return count == 0 ? "" : count + name;
    }
}
