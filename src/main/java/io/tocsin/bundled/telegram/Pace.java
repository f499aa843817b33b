package io.tocsin.bundled.telegram;

import io.tocsin.channel.live.Backoff;
import java.time.Duration;

/**
 * How long things may take.
 *
 * @param backoff after failures
 * @param poll how long Telegram is to wait for news; in whole seconds
 * @param call until any other request must be answered: nearly what a room allows, since nobody can find out later
 *     whether a message arrived
 * @param finish how long news are waited for to be dealt with before Telegram may forget them
 * @param stale how old something may be to be still meant: the bot may have been down since it was said
 */
record Pace(Backoff backoff, Duration poll, Duration call, Duration finish, Duration stale) {

    static final Pace USUAL = new Pace(
            Backoff.USUAL, Duration.ofSeconds(50), Duration.ofSeconds(25), Duration.ofSeconds(2),
            Duration.ofMinutes(5));
}
