package io.tocsin.schedule;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads one field: a list of {@code *}, values, ranges and steps. The text is upper case. */
final class FieldReader {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern MARK = Pattern.compile("\\?|L|LW|L-\\d+W?|\\d+W|\\w+L|\\w*#\\w*");

    private final String expression;
    private final Field field;
    private final Field.Digits digits;

    FieldReader(String expression, Field field) {
        this(expression, field, Field.Digits.UNIX);
    }

    FieldReader(String expression, Field field, Field.Digits digits) {
        this.expression = expression;
        this.field = field;
        this.digits = digits;
    }

    /** The items of a list, none of them empty. */
    List<String> items(String list) {
        List<String> items = List.of(list.split(",", -1));
        if (items.contains("")) {
            throw refusal("schedule.list", list);
        }
        return items;
    }

    BitSet values(String list) {
        BitSet values = new BitSet();
        items(list).forEach(item -> addTo(values, item));
        return values;
    }

    long bits(String list) {
        return values(list).toLongArray()[0];
    }

    /** Adds the values of one item of the list. */
    void addTo(BitSet values, String item) {
        int slash = item.indexOf('/');
        String range = slash < 0 ? item : item.substring(0, slash);
        int step = slash < 0 ? 1 : step(item, item.substring(slash + 1));
        int dash = range.indexOf('-', 1);
        if (range.equals("*")) {
            fill(values, field.min, field.max, step);
        } else if (dash > 0 && dash < range.length() - 1) {
            fill(values, range, dash, step);
        } else {
            int value = value(range.isEmpty() ? item : range);
            int from = value > field.max ? value - field.span() : value;
            fill(values, from, slash < 0 ? from : field.max, step);
        }
    }

    private void fill(BitSet values, String range, int dash, int step) {
        int from = value(range.substring(0, dash));
        int to = value(range.substring(dash + 1));
        if (from > to && !field.wraps) {
            throw refusal("schedule.backwards", range, from + "-" + field.max + "," + field.min + "-" + to);
        }
        fill(values, from, from > to ? to + field.span() : to, step);
    }

    private void fill(BitSet values, int from, int to, int step) {
        for (int value = from; value <= to; value += step) {
            values.set((value - field.min) % field.span() + field.min);
        }
    }

    private int step(String item, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw refusal("schedule.step", item);
        }
        int step = Integer.parseInt(text);
        if (step == 0) {
            throw refusal("schedule.step.zero", item);
        }
        if (step >= field.span()) {
            throw refusal("schedule.step.large", item, text, Integer.toString(field.min), Integer.toString(field.max));
        }
        return step;
    }

    /** One value; a weekday counts from Sunday, 0, and may be unix's 7. */
    int value(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return named(text);
        }
        int number = Integer.parseInt(text);
        return field == Field.WEEKDAY ? weekday(number) : inRange(number);
    }

    private int inRange(int number) {
        if (number < field.min || number > field.max) {
            String min = Integer.toString(field.min);
            throw refusal("schedule.range", Integer.toString(number), min, Integer.toString(field.max));
        }
        return number;
    }

    private int weekday(int digit) {
        if (digit < digits.min || digit > digits.max) {
            throw refusal("schedule.range.weekday", Integer.toString(digit));
        }
        return digits.weekday(digit);
    }

    private int named(String text) {
        OptionalInt value = field.named(text);
        if (value.isPresent()) {
            return value.getAsInt();
        }
        if (!field.isDay() && MARK.matcher(text).matches()) {
            throw refusal("schedule.mark", text);
        }
        throw refusal("schedule.unknown", text, field.hint());
    }

    /** A refusal whose values are the expression, the field, and what follows. */
    Refusal refusal(String key, Object... values) {
        Object[] all = new Object[values.length + 2];
        all[0] = expression;
        all[1] = field.phrase();
        System.arraycopy(values, 0, all, 2, values.length);
        return new Refusal(Phrase.of(key, all));
    }
}
