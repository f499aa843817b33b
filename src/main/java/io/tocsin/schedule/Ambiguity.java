package io.tocsin.schedule;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The weekday field of six or seven fields without a mark that only Quartz has. Its digits may count from Sunday being 0
 * or 1: unless both come to the same, nobody is left guessing.
 */
final class Ambiguity {

    /** A digit that is a weekday, not a step. */
    private static final Pattern DIGITS = Pattern.compile("(?<![/\\d])\\d+");

    private final String expression;
    private final String field;
    private final DayReader reader;

    Ambiguity(String expression, String field) {
        this.expression = expression;
        this.field = field;
        this.reader = new DayReader(expression);
    }

    Days.Weekdays resolve() {
        Days.Weekdays unix = reader.weekdays(field, Digits.UNIX);
        if (!DIGITS.matcher(field).find()) {
            return unix;
        }
        Optional<Days.Weekdays> quartz = quartz();
        if (quartz.isEmpty()) {
            throw Refusal.of("schedule.digit.foreign", expression, field, words(unix), spelled(Digits.UNIX));
        }
        if (quartz.get().equals(unix)) {
            return unix;
        }
        throw Refusal.of(
                "schedule.digit",
                expression,
                field,
                words(unix),
                words(quartz.get()),
                spelled(Digits.UNIX),
                spelled(Digits.QUARTZ));
    }

    /** Quartz knows no weekday 0. */
    private Optional<Days.Weekdays> quartz() {
        if (DIGITS.matcher(field).results().anyMatch(digit -> Integer.parseInt(digit.group()) == 0)) {
            return Optional.empty();
        }
        return Optional.of(reader.weekdays(field, Digits.QUARTZ));
    }

    private static Phrase words(Days.Weekdays weekdays) {
        return DayWords.weekdays(weekdays.plain());
    }

    /** The whole expression with names for the digits. */
    private String spelled(Digits digits) {
        String names = DIGITS.matcher(field)
                .replaceAll(digit -> Field.WEEKDAYS.get(digits.weekday(Integer.parseInt(digit.group())) % 7));
        String[] fields = expression.split(" ");
        fields[5] = names;
        return String.join(" ", fields);
    }
}
