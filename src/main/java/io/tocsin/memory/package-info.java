/**
 * What plugins remember across restarts, in the database. It stays there when a plugin is unloaded, for when it comes
 * again.
 *
 * <p>Threads: may be asked from any thread; a change waits until it is committed, with a bound.
 *
 * <p>Imports {@code spi} and {@code db}; imported by the root alone, which lends it to plugins.
 */
@NullMarked
package io.tocsin.memory;

import org.jspecify.annotations.NullMarked;
