package io.tocsin.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Tells when a room has had so many messages that more of them should become one. */
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

    boolean isOn(Instant now) {
        return posts.size() == MOST && posts.getFirst().plus(WITHIN).isAfter(now);
    }
}
