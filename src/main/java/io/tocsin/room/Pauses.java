package io.tocsin.room;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which lanes of a room have been told to wait, and how long still. Chats count what is posted and what is edited apart,
 * so those wait apart. Not safe for threads.
 */
final class Pauses {

    private final Map<Lane, Long> ends = new EnumMap<>(Lane.class);

    void begin(Lane lane, Duration length) {
        ends.put(limit(lane), System.nanoTime() + length.toNanos());
    }

    /** How long a lane has to wait; zero if it has not. */
    Duration left(Lane lane) {
        Long end = ends.get(limit(lane));
        return end == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private static Lane limit(Lane lane) {
        return lane == Lane.REPLY ? Lane.NOTICE : lane;
    }
}
