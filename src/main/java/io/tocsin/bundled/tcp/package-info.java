/**
 * The monitor type {@code tcp}: whether a port can be connected to. It ships inside and enters like any plugin.
 *
 * <p>A probe is immutable and blocks; it is meant for virtual threads, which an interruption ends at any point. Imports
 * {@code spi} alone; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.tcp;

import org.jspecify.annotations.NullMarked;
