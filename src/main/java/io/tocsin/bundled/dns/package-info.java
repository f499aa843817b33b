/**
 * The monitor type {@code dns}: what a name server answers. It ships inside and enters like any plugin.
 *
 * <p>Messages are read and written here: the one library that does so puts itself in the place of the resolver of the whole
 * JVM as soon as it lies on the class path. A probe is immutable and blocks; it is meant for virtual threads, which an
 * interruption ends at any point. Imports {@code spi} and {@code net}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.dns;

import org.jspecify.annotations.NullMarked;
