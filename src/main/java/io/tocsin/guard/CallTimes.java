package io.tocsin.guard;

import java.time.Duration;

/**
 * How long calls into a plugin took.
 *
 * @param what what it was asked to do, such as {@code command deploy}
 * @param count of the calls that have ended
 * @param total of all of them
 * @param longest of them
 */
public record CallTimes(String what, long count, Duration total, Duration longest) {

    CallTimes and(Duration time) {
        return new CallTimes(what, count + 1, total.plus(time), longest.compareTo(time) > 0 ? longest : time);
    }
}
