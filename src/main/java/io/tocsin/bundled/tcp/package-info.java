/**
 * The monitor types {@code tcp} and {@code udp}: whether a port can be connected to, and what it answers to what is sent.
 * They ship inside and enter like any plugin.
 *
 * <p>A probe is immutable and blocks; it is meant for virtual threads, which an interruption ends at any point. Imports
 * {@code spi} and {@code net}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.tcp;

import org.jspecify.annotations.NullMarked;
