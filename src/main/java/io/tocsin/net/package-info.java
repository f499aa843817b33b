/**
 * A connection within the limit of one check: a target is read, its name looked up, its addresses tried in turn, TLS begun
 * and judged, what comes in bounded in size and time, and whatever goes wrong put into words. The monitor types that talk
 * to a socket themselves are built on it; {@code http} has OkHttp for that.
 *
 * <p>Blocking, for virtual threads; an {@link io.tocsin.net.Attempt} and a {@link io.tocsin.net.Wire} belong to the thread
 * of one check. Imports {@code spi} and {@code via}; only {@code bundled} imports it.
 */
@NullMarked
package io.tocsin.net;

import org.jspecify.annotations.NullMarked;
