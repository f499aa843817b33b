package io.tocsin.schedule;

/**
 * The times of a day: a bit for each second, minute and hour.
 *
 * @param elapsed whether the hours follow elapsed time when the clocks change
 */
record Times(long seconds, long minutes, long hours, boolean elapsed) {

    /** The first matching second of the day that is not before the given one, or {@link Bits#NONE}. */
    int from(int secondOfDay) {
        int hour = secondOfDay / 3600;
        int minute = secondOfDay / 60 % 60;
        if (Bits.has(hours, hour)) {
            if (Bits.has(minutes, minute)) {
                int second = Bits.next(seconds, secondOfDay % 60);
                if (second != Bits.NONE) {
                    return at(hour, minute, second);
                }
            }
            int later = Bits.next(minutes, minute + 1);
            if (later != Bits.NONE) {
                return at(hour, later, Bits.first(seconds));
            }
        }
        int later = Bits.next(hours, hour + 1);
        return later == Bits.NONE ? Bits.NONE : at(later, Bits.first(minutes), Bits.first(seconds));
    }

    /** The first matching second of a day. */
    int first() {
        return at(Bits.first(hours), Bits.first(minutes), Bits.first(seconds));
    }

    /** The shortest time in seconds between two neighbours, as far as seconds and minutes tell; at most an hour. */
    int shortestGap() {
        if (Long.bitCount(seconds) > 1) {
            return closest(seconds);
        }
        return Long.bitCount(minutes) > 1 ? closest(minutes) * 60 : 3600;
    }

    private static int closest(long bits) {
        int first = Bits.first(bits);
        int closest = 60;
        int last = first;
        for (int bit = Bits.next(bits, first + 1); bit != Bits.NONE; bit = Bits.next(bits, bit + 1)) {
            closest = Math.min(closest, bit - last);
            last = bit;
        }
        return Math.min(closest, first + 60 - last);
    }

    private static int at(int hour, int minute, int second) {
        return hour * 3600 + minute * 60 + second;
    }
}
