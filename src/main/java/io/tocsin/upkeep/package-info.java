/**
 * Keeps the plugins that run as their files are, and as people and their own failures have it: a saved file is compiled,
 * loaded and swapped in, a deleted one goes out, and one that fails again and again is restarted and at last switched off.
 *
 * <p>Threads: everything that changes plugins is done by one thread, {@code plugin-files}, one after another.
 *
 * <p>Imports the floor, {@code code}, {@code plugin} and {@code priority}; imported by {@code command} and the root.
 */
@NullMarked
package io.tocsin.upkeep;

import org.jspecify.annotations.NullMarked;
