package io.tocsin.notification;

import java.time.Instant;
import java.util.Optional;

/**
 * What a room has not got yet.
 *
 * @param waiting messages and edits
 * @param since when the room began to fail
 * @param why what it said the last time
 * @param undeliverable messages that were given up since the start
 */
public record Backlog(int waiting, Optional<Instant> since, String why, long undeliverable) {}
