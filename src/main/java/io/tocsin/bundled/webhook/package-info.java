/**
 * Rooms of the kind {@code webhook}: messages as JSON to an address of somebody's own. It ships inside and enters like any
 * plugin.
 *
 * <p>Everything is immutable; calls block on the {@link io.tocsin.spi.Http} that is handed in. Imports {@code spi}, {@code channel} and
 * Jackson alone; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.webhook;

import org.jspecify.annotations.NullMarked;
