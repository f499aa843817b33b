/**
 * The monitor types {@code tls} and {@code starttls}: whether a server begins TLS, at once or after the protocol's own word
 * for it, and how long its certificate still holds. They ship inside and enter like any plugin.
 *
 * <p>A probe is immutable and blocks; it is meant for virtual threads, which an interruption ends at any point. Imports
 * {@code spi} and {@code net}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.tls;

import org.jspecify.annotations.NullMarked;
