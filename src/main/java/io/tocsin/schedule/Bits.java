package io.tocsin.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small sets of small numbers, a bit each. */
final class Bits {

    static final int NONE = -1;

    private Bits() {}

    static boolean has(long bits, int bit) {
        return (bits >>> bit & 1) != 0;
    }

    static int first(long bits) {
        return Long.numberOfTrailingZeros(bits);
    }

    /** The first set bit that is not before the given one, or {@link #NONE}. */
    static int next(long bits, int from) {
        long rest = from > 63 ? 0 : bits >>> from << from;
        return rest == 0 ? NONE : Long.numberOfTrailingZeros(rest);
    }

    static int last(long bits) {
        return 63 - Long.numberOfLeadingZeros(bits);
    }

    static List<Integer> list(long bits) {
        List<Integer> list = new ArrayList<>();
        for (int bit = next(bits, 0); bit != NONE; bit = next(bits, bit + 1)) {
            list.add(bit);
        }
        return list;
    }

    /** Numbers without a gap; {@code to} is before {@code from} when they run over the end of the field. */
    record Run(int from, int to, int length) {}

    /** The set as one run, if it is one; a field that wraps may have it over its end. */
    static Optional<Run> run(long bits, Field field) {
        int length = Long.bitCount(bits);
        for (int from : list(bits)) {
            int end = from + length - 1;
            if (end > field.max && !field.wraps) {
                break;
            }
            if (isRun(bits, from, end, field)) {
                return Optional.of(new Run(from, wrapped(end, field), length));
            }
        }
        return Optional.empty();
    }

    private static boolean isRun(long bits, int from, int end, Field field) {
        for (int value = from; value <= end; value++) {
            if (!has(bits, wrapped(value, field))) {
                return false;
            }
        }
        return true;
    }

    private static int wrapped(int value, Field field) {
        return value > field.max ? value - field.span() : value;
    }

    /** The distance between neighbours when it is the same from the first value to the end of the field, else 0. */
    static int step(long bits, Field field) {
        List<Integer> list = list(bits);
        if (list.size() < 2) {
            return 0;
        }
        int step = list.get(1) - list.get(0);
        for (int i = 2; i < list.size(); i++) {
            if (list.get(i) - list.get(i - 1) != step) {
                return 0;
            }
        }
        return list.getLast() + step > field.max ? step : 0;
    }
}
