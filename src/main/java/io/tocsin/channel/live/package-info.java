/**
 * What two-way chats share: a loop that goes on whatever goes wrong, a WebSocket that is opened again whenever it is lost,
 * waits that grow, and people's lines handed in once and in their order. A chat of its own is left with its protocol.
 *
 * <p>A {@link io.tocsin.channel.live.Loop}, and so {@link io.tocsin.channel.live.Live}, works on one thread of its own and
 * asks the chat for all that differs; what comes over the socket is handed on by the thread that reads it. Imports
 * {@code spi} and {@code channel}; only {@code bundled} imports it.
 */
@NullMarked
package io.tocsin.channel.live;

import org.jspecify.annotations.NullMarked;
