/**
 * The monitor type {@code redis}: whether a server takes commands, and the figures it gives of itself. It ships inside and
 * enters like any plugin.
 *
 * <p>A probe is immutable and blocks; it is meant for virtual threads, which an interruption ends at any point. Imports
 * {@code spi} and {@code net}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.redis;

import org.jspecify.annotations.NullMarked;
