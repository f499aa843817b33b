package io.tocsin.status;

import io.tocsin.monitor.Level;
import java.time.Instant;

/**
 * How many checks in a row went one way, and when that began. Counting stops well above any threshold, so that a monitor
 * that is simply up keeps the very same value.
 */
record Streaks(Streak good, Streak bad, Streak down, Streak notDown) {

    static final Streaks NONE = new Streaks(Streak.NONE, Streak.NONE, Streak.NONE, Streak.NONE);

    Streaks plus(Level level, Instant at, int enough) {
        Streak nextGood = good.next(level == Level.UP, at, enough);
        Streak nextBad = bad.next(level != Level.UP, at, Integer.MAX_VALUE);
        Streak nextDown = down.next(level == Level.DOWN, at, Integer.MAX_VALUE);
        Streak nextNotDown = notDown.next(level != Level.DOWN, at, enough);
        if (nextGood == good && nextBad == bad && nextDown == down && nextNotDown == notDown) {
            return this;
        }
        return new Streaks(nextGood, nextBad, nextDown, nextNotDown);
    }

    /** The same, but so many bad ones. */
    Streaks counting(int badOnes, Instant from) {
        return new Streaks(good, new Streak(badOnes, from), down, notDown);
    }

    /** Checks in a row of one kind. */
    record Streak(int count, Instant since) {

        static final Streak NONE = new Streak(0, Instant.EPOCH);

        Streak next(boolean goesOn, Instant at, int enough) {
            if (!goesOn) {
                return count == 0 ? this : NONE;
            }
            if (count == 0) {
                return new Streak(1, at);
            }
            return count >= enough ? this : new Streak(count + 1, since);
        }
    }
}
