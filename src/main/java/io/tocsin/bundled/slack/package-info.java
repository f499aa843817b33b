/**
 * Rooms of the kind {@code slack}, on Bolt for Java. It ships inside and enters like any plugin.
 *
 * <p>Bolt brings the Web API, the reading of what Slack sends, its dispatch and the check of signatures. The socket is the
 * library's own class and not Bolt's client: that one polls a hundred times a second for each of ten threads, shows neither
 * pings nor when a connection ended, waits ten seconds before it connects again, and leaves envelopes unanswered that
 * nobody listens to. OkHttp is seen for the header {@code Retry-After} and for a client that repeats nothing by itself.
 *
 * <p>An envelope is acknowledged by the thread that reads the socket; everything else runs on virtual threads. Imports
 * {@code spi}, {@code channel}, {@code channel.live}, Bolt, its socket and HTTP libraries and Jackson; only the root imports
 * it.
 */
@NullMarked
package io.tocsin.bundled.slack;

import org.jspecify.annotations.NullMarked;
