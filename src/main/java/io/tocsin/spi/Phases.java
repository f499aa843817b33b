package io.tocsin.spi;

import java.time.Duration;

/**
 * How long the parts of a check took, in nanoseconds; 0 where a part did not happen. They follow each other, so their sum
 * is the response time.
 *
 * @param dns looking up the name
 * @param connect connecting
 * @param tls the TLS handshake
 * @param firstByte from the request to the first byte of the answer
 * @param download from there to the end of the answer
 */
public record Phases(long dns, long connect, long tls, long firstByte, long download) {

    public static final Phases NONE = new Phases(0, 0, 0, 0, 0);

    /** The response time in nanoseconds. */
    public long total() {
        return dns + connect + tls + firstByte + download;
    }

    public Duration totalTime() {
        return Duration.ofNanos(total());
    }
}
