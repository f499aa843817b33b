/**
 * Rooms of the kind {@code telegram}, on the Bot API alone: a library would bring more than the six requests that are made.
 *
 * <p>What people say is asked for by one thread with long polling, so that no public address is needed; what it hands in is
 * taken at once by {@code spi.Receiver}. All other calls come on the caller's thread. Telegram knows no key of a message
 * and lets a bot look for none: a request whose answer is lost may have arrived, so it is given nearly all the time a room
 * allows, and is never repeated here. Imports {@code spi}, {@code channel}, {@code channel.live} and Jackson;
 * only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.telegram;

import org.jspecify.annotations.NullMarked;
