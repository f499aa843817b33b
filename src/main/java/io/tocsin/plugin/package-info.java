/**
 * Finds, compiles, isolates and contains plugins, and keeps the extensions that are live.
 *
 * <p>{@link io.tocsin.plugin.Plugins} is the door for bundled and foreign plugins alike. What a plugin offers becomes one
 * {@link io.tocsin.plugin.Contribution}; {@link io.tocsin.plugin.Extensions} publishes all contributions as one immutable
 * table, so replacing a plugin is one write and whoever reads sees either the old one or the new one, never half of each.
 *
 * <p>Threads: a bundled plugin runs on the caller's thread, its tasks on virtual threads. A drop-in has a few platform
 * threads of its own, because an endless loop would hold a virtual thread's carrier for good; every call into it is
 * bounded in time and number, and what it throws stays here ({@link io.tocsin.plugin.Threads}). Regular expressions are
 * the exception: they are matched on the caller's thread, with a bound on the steps.
 *
 * <p>A drop-in sees the JDK, {@code io.tocsin.spi} and SLF4J, and nothing else of the bot; it has the bot's rights.
 *
 * <p>May be imported by {@code monitor}, {@code room}, {@code chat} and everything after them.
 */
@NullMarked
package io.tocsin.plugin;

import org.jspecify.annotations.NullMarked;
