package io.tocsin.schedule;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the two day fields, with the marks that only they have. */
final class DayReader {

    private static final Pattern FROM_END = Pattern.compile("L(?:-(\\d{1,3}))?(W)?");
    private static final Pattern NEAREST = Pattern.compile("(\\d{1,3})W");
    private static final Pattern LAST = Pattern.compile("(\\w+)L");
    private static final Pattern NTH = Pattern.compile("(\\w+)#(\\w*)");
    private static final int MOST_BACK = 30;

    private final String expression;

    DayReader(String expression) {
        this.expression = expression;
    }

    /** Whether a day field says nothing: {@code *} or {@code ?}, or a step of one. */
    static boolean isOpen(String field) {
        return field.equals("*") || field.equals("?") || field.equals("*/1");
    }

    Days.Dates dates(String field) {
        if (isOpen(field)) {
            return new Days.Dates(false, 0, 0, 0, 0);
        }
        FieldReader reader = new FieldReader(expression, Field.DAY);
        BitSet plain = new BitSet();
        long nearest = 0;
        long fromEnd = 0;
        long nearestFromEnd = 0;
        for (String item : reader.items(field)) {
            Matcher back = FROM_END.matcher(item);
            Matcher near = NEAREST.matcher(item);
            if (near.matches()) {
                nearest |= 1L << reader.value(near.group(1));
            } else if (!back.matches()) {
                reader.addTo(plain, item);
            } else if (back.group(2) == null) {
                fromEnd |= 1L << back(reader, back);
            } else {
                nearestFromEnd |= 1L << back(reader, back);
            }
        }
        return new Days.Dates(true, word(plain), nearest, fromEnd, nearestFromEnd);
    }

    private static int back(FieldReader reader, Matcher item) {
        int back = item.group(1) == null ? 0 : Integer.parseInt(item.group(1));
        if (back > MOST_BACK) {
            throw reader.refusal("schedule.back", item.group());
        }
        return back;
    }

    Days.Weekdays weekdays(String field, Field.Digits digits) {
        if (isOpen(field)) {
            return new Days.Weekdays(false, 0, 0, 0);
        }
        FieldReader reader = new FieldReader(expression, Field.WEEKDAY, digits);
        BitSet plain = new BitSet();
        long last = 0;
        long nth = 0;
        for (String item : reader.items(field)) {
            Matcher ending = LAST.matcher(item);
            Matcher numbered = NTH.matcher(item);
            if (item.equals("L")) {
                plain.set(6);
            } else if (ending.matches()) {
                last |= 1L << reader.value(ending.group(1)) % 7;
            } else if (numbered.matches()) {
                int weekday = reader.value(numbered.group(1)) % 7;
                nth |= 1L << (7 * (number(reader, numbered) - 1) + weekday);
            } else {
                reader.addTo(plain, item);
            }
        }
        return new Days.Weekdays(true, word(plain), last, nth);
    }

    /** The weekdays of six or seven fields without a mark that only Quartz has. */
    Days.Weekdays weekdays(String field) {
        return new Ambiguity(expression, field).resolve();
    }

    private static int number(FieldReader reader, Matcher item) {
        if (!item.group(2).matches("[1-5]")) {
            throw reader.refusal("schedule.nth", item.group());
        }
        return Integer.parseInt(item.group(2));
    }

    private static long word(BitSet bits) {
        return bits.isEmpty() ? 0 : bits.toLongArray()[0];
    }

    /**
     * The weekday field of six or seven fields without a mark that only Quartz has. Its digits may count from Sunday
     * being 0 or 1: unless both come to the same, nobody is left guessing.
     */
    private static final class Ambiguity {

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
            Days.Weekdays unix = reader.weekdays(field, Field.Digits.UNIX);
            if (!DIGITS.matcher(field).find()) {
                return unix;
            }
            Optional<Days.Weekdays> quartz = quartz();
            if (quartz.isEmpty()) {
                throw Refusal.of("schedule.digit.foreign", expression, field, words(unix), spelled(Field.Digits.UNIX));
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
                    spelled(Field.Digits.UNIX),
                    spelled(Field.Digits.QUARTZ));
        }

        /** Quartz knows no weekday 0. */
        private Optional<Days.Weekdays> quartz() {
            if (DIGITS.matcher(field).results().anyMatch(digit -> Integer.parseInt(digit.group()) == 0)) {
                return Optional.empty();
            }
            return Optional.of(reader.weekdays(field, Field.Digits.QUARTZ));
        }

        private static Phrase words(Days.Weekdays weekdays) {
            return DayWords.weekdays(weekdays.plain());
        }

        /** The whole expression with names for the digits. */
        private String spelled(Field.Digits digits) {
            String names = DIGITS.matcher(field)
                    .replaceAll(digit -> Field.weekday(digits.weekday(Integer.parseInt(digit.group())) % 7));
            String[] fields = expression.split(" ");
            fields[5] = names;
            return String.join(" ", fields);
        }
    }
}
