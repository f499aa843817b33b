/**
 * Rooms of the kind {@code matrix}, on the client-server API alone.
 *
 * <p>One thread asks for news with long polling; everything else comes on the caller's thread. A message's key is its
 * transaction, which the server does once however often it is asked, so that none comes twice. What was said before the
 * first answer is not heard: nothing is kept over a restart. Rooms that are encrypted end to end are refused: what stands
 * in them is for people's devices, and the bot is none. Imports {@code spi}, {@code channel}, {@code channel.live} and
 * Jackson; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.matrix;

import org.jspecify.annotations.NullMarked;
