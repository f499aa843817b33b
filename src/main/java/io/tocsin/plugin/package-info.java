/**
 * Takes plugins in, starts and stops them, and keeps the extensions that are live.
 *
 * <p>{@link io.tocsin.plugin.Plugins} is the door for bundled and foreign plugins alike. What a plugin offers becomes one
 * contribution; {@link io.tocsin.plugin.Extensions} publishes all contributions as one immutable table, so replacing a
 * plugin is one write and whoever reads sees either the old one or the new one, never half of each. How code is found and
 * compiled is {@code code}'s matter, how it is contained {@code guard}'s, who is told of events and what passes filters
 * {@code hook}'s, how a record is filled from keys {@code options}'.
 *
 * <p>Drop-ins change while the bot runs. A new version is loaded beside the one that is in, started while everything for
 * the plugin waits at its {@link io.tocsin.plugin.Gate}, and published in one step; then the old one's calls end within
 * their limit, it is told to stop, and is let go. Where anything goes wrong on the way the old one never left.
 *
 * <p>Threads: what is here may be asked from any thread; no lock is held while a plugin is called.
 *
 * <p>May be imported by {@code monitor}, {@code room}, {@code chat} and everything after them.
 */
@NullMarked
package io.tocsin.plugin;

import org.jspecify.annotations.NullMarked;
