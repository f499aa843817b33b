package io.tocsin.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Tells when a room has had, or is about to get, so many messages at once that they should become one. */
final class Burst {

    static final int MOST = 5;
    static final Duration WITHIN = Duration.ofSeconds(5);

    private final Deque<Instant> posts = new ArrayDeque<>();

    void posted(Instant at) {
        posts.add(at);
        if (posts.size() > MOST) {
            posts.poll();
        }
    }

    /** @param waiting how many would be posted now */
    boolean isOn(Instant now, int waiting) {
        return waiting + posts.stream().filter(at -> at.plus(WITHIN).isAfter(now)).count() > MOST;
    }
}
