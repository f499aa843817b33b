/**
 * The monitor type {@code heartbeat}: a program that says itself that it lives. It ships inside and enters like any plugin.
 *
 * <p>It only reads settings, on whatever thread asks; the waiting is {@code watch}'s, the listening {@code intake}'s. Imports
 * {@code spi} alone; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.heartbeat;

import org.jspecify.annotations.NullMarked;
