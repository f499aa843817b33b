package io.tocsin.bundled.ping;

import java.util.Locale;

/**
 * What came back.
 *
 * @param sent how many were sent
 * @param received how many were answered in time
 * @param least nanoseconds of the fastest; 0, as the others, if none was answered
 */
record RoundTrips(int sent, int received, long least, long mean, long most) {

    private static final double NANOS = 1e6;

    static RoundTrips of(int sent, long[] nanos) {
        long least = Long.MAX_VALUE;
        long most = 0;
        long sum = 0;
        for (long one : nanos) {
            least = Math.min(least, one);
            most = Math.max(most, one);
            sum += one;
        }
        return nanos.length == 0
                ? new RoundTrips(sent, 0, 0, 0, 0)
                : new RoundTrips(sent, nanos.length, least, sum / nanos.length, most);
    }

    /** Percent that were not answered. */
    long loss() {
        return Math.round(100.0 * (sent - received) / sent);
    }

    /** For conditions such as {@code [BODY].loss < 50}; times in milliseconds. */
    String json() {
        return String.format(Locale.ROOT,
                "{\"sent\":%d,\"received\":%d,\"loss\":%d,\"min\":%.3f,\"avg\":%.3f,\"max\":%.3f}",
                sent, received, loss(), least / NANOS, mean / NANOS, most / NANOS);
    }
}
