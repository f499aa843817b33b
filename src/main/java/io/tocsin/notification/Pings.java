package io.tocsin.notification;

import io.tocsin.spi.Message;
import java.time.Duration;
import java.time.Instant;

/** Pings whom a room's notices may ping, but in a storm of them only once. Used by one thread. */
final class Pings {

    private static final Duration APART = Duration.ofMinutes(1);

    private final String mention;
    private Instant last = Instant.MIN;

    /** @param mention whom; empty for nobody */
    Pings(String mention) {
        this.mention = mention;
    }

    /** Somebody was pinged at that time, by an earlier run perhaps. */
    void pinged(Instant at) {
        last = last.isBefore(at) ? at : last;
    }

    /** The message as it is to be posted now. */
    Message on(Message news, Instant now) {
        if (mention.isEmpty() || last.isAfter(now.minus(APART))) {
            return news;
        }
        pinged(now);
        return news.withMention(mention);
    }
}
