/**
 * The monitor type {@code websocket}: whether a server switches to WebSocket, and what it answers to a message. It ships
 * inside and enters like any plugin.
 *
 * <p>The little of RFC 6455 that a check needs is here, on the connection that all such types share: so the limit, the
 * bounds and the reasons are theirs. A probe is immutable and blocks; it is meant for virtual threads, which an interruption
 * ends at any point. Imports {@code spi} and {@code net}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.websocket;

import org.jspecify.annotations.NullMarked;
