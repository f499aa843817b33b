/**
 * What the bot itself asks of the web, and what nothing here may connect to: {@link io.tocsin.http.BoundedHttp} stands
 * behind the small face {@link io.tocsin.spi.Http} that plugins and channels are handed, {@link io.tocsin.http.Targets}
 * is the one list of denied addresses, asked by it and by every probe. It exists so that size, time, proxy and forbidden
 * places are settled once.
 *
 * <p>Everything is safe for use by several threads; calls block the caller's thread. Imports {@code spi} and
 * {@code config}; anything outside {@code spi} and {@code bundled} may import it.
 */
@NullMarked
package io.tocsin.http;

import org.jspecify.annotations.NullMarked;
