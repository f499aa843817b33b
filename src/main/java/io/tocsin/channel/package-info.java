/**
 * What channels that speak HTTP share: one way to send and to tell what an answer means, texts cut to what the other side
 * takes, and a pace that it set. A channel of its own is left with its requests and its words.
 *
 * <p>Nothing is tried again here: {@code notification} does that, in order, for ever longer waits and across restarts. An
 * error says whether it may work later and how long the other side asked to wait, and never shows an address or a token.
 * Calls block. Imports {@code spi} and Jackson; only {@code channel.live} and
 * {@code bundled} import it.
 */
@NullMarked
package io.tocsin.channel;

import org.jspecify.annotations.NullMarked;
