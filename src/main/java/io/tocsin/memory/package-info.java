/**
 * What plugins remember across restarts, in the database. It stays there when a plugin is unloaded, for when it comes
 * again. A bounded copy is kept of what plugins that are in remember, for a database that must be replaced.
 *
 * <p>Threads: may be asked from any thread; a change waits until it is committed, with a bound.
 *
 * <p>Imports {@code spi} and {@code db}; imported by the root alone, which lends it to plugins.
 */
@NullMarked
package io.tocsin.memory;

import org.jspecify.annotations.NullMarked;
