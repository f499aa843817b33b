package io.tocsin.bundled.matrix;

import io.tocsin.channel.Loop.Waits;
import java.time.Duration;

/**
 * How long things may take.
 *
 * @param waits after failures
 * @param poll how long the server is to wait for news
 * @param call until any other request must be answered
 * @param stale how old something may be to be still meant: the server may have been away since it was said
 */
record Pace(Waits waits, Duration poll, Duration call, Duration stale) {

    static final Pace USUAL =
            new Pace(Waits.USUAL, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMinutes(5));
}
