package io.tocsin.bundled.matrix;

import io.tocsin.channel.live.Backoff;
import java.time.Duration;

/**
 * How long things may take.
 *
 * @param backoff after failures
 * @param poll how long the server is to wait for news
 * @param call until any other request must be answered
 * @param stale how old something may be to be still meant: the server may have been away since it was said
 */
record Pace(Backoff backoff, Duration poll, Duration call, Duration stale) {

    static final Pace USUAL =
            new Pace(Backoff.USUAL, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMinutes(5));
}
