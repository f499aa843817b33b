/**
 * Rooms that wake people and rooms that show how things stand: PagerDuty, Opsgenie, Statuspage. What is about no incident
 * goes past the first two, and each incident is an event of its own there, opened, acknowledged and closed under one key.
 * The third follows monitors and not incidents, so it is told of every change in order and edits nothing.
 *
 * <p>Everything is immutable or safe for use by many threads; calls block on the {@link io.tocsin.spi.Http} that is handed
 * in. Imports {@code spi}, {@code channel} and Jackson alone; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.pager;

import org.jspecify.annotations.NullMarked;
