package io.tocsin.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long the call of a thread may still take: OkHttp asks for names and sockets without saying for which call. */
final class CallTime {

    private static final ThreadLocal<@Nullable CallTime> CURRENT = new ThreadLocal<>();

    private final long end;
    private int untried = 1;

    private CallTime(Duration limit) {
        end = System.nanoTime() + limit.toNanos();
    }

    /** Begins a call on this thread, which must {@link #end} it. */
    static CallTime begin(Duration limit) {
        CallTime time = new CallTime(limit);
        CURRENT.set(time);
        return time;
    }

    static void end() {
        CURRENT.remove();
    }

    static CallTime current() {
        CallTime time = CURRENT.get();
        if (time == null) {
            throw new IllegalStateException("no call is made on this thread");
        }
        return time;
    }

    /** Nanoseconds, never less than 1: OkHttp takes 0 for no limit. */
    long left() {
        return Math.max(1, end - System.nanoTime());
    }

    /** A name has so many addresses, which are tried in turn. */
    void addresses(int found) {
        untried = found;
    }

    /** Milliseconds that connecting to the next address may take, 0 for all that is left: each has its fair share. */
    int share() {
        int share = untried <= 1 ? 0 : (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left() / untried));
        untried--;
        return share;
    }
}
