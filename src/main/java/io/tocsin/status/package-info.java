/**
 * How a monitor stands: soft checks confirmed into a status, flapping, samples and uptime.
 *
 * <p>Status is a pure function of (standing, level, instant, policy). Counting is apart from deciding: {@code Streaks} counts
 * checks in a row, {@link io.tocsin.status.Flapping} weighs confirmed changes, {@link io.tocsin.status.Standing} decides.
 * Counters live in memory only; a check that confirms nothing writes nothing. A monitor's standing has one writer,
 * {@code watch}, which holds that monitor's lock.
 */
@NullMarked
package io.tocsin.status;

import org.jspecify.annotations.NullMarked;
