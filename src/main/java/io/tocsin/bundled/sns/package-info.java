/**
 * Rooms that are topics of Amazon SNS: a text for people, and what programs need behind it.
 *
 * <p>Everything is immutable; calls block on the {@link io.tocsin.spi.Http} that is handed in. Imports {@code spi} and
 * {@code channel} alone; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.sns;

import org.jspecify.annotations.NullMarked;
