/**
 * What is known of programs that report by themselves: their signs of life, when the next one is late, and the table that
 * keeps both across restarts.
 *
 * <p>All pure, but for the table; {@code watch} keeps one {@link io.tocsin.heartbeat.Pulse} a monitor under the monitor's
 * lock. Imported by {@code watch} and {@code intake}.
 */
@NullMarked
package io.tocsin.heartbeat;

import org.jspecify.annotations.NullMarked;
