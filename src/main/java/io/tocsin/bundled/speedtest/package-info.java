/**
 * The monitor type {@code speedtest}: a service on the web that measures a page from many nodes is asked once per node,
 * and each node counts as a location. Such services answer in scripts rather than in JSON, so their figures are found by
 * regular expressions.
 *
 * <p>Requests are those of the monitor type {@code http}, which is handed in. Blocking, for virtual threads. Imports
 * {@code spi}, {@code net} and {@code via}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.speedtest;

import org.jspecify.annotations.NullMarked;
