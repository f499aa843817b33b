/**
 * Where plugins hang in without being an extension of a kind: events they are told of, and filters that lines, commands
 * and messages pass.
 *
 * <p>Events are told once, after what they tell of is committed, and are not kept: what happens while a plugin is not in,
 * or just before the process dies, it is not told of. The events of one plugin come to it one after the other.
 *
 * <p>Threads: events are handed over on one virtual thread a plugin, through its guard; filters are asked on the thread of
 * whoever brings something that passes, with a limit on the time of each.
 *
 * <p>Imports {@code spi}, {@code guard} and {@code guarded}; imported by {@code plugin}, which keeps the hooks with what else a plugin
 * offers, and by {@code notification}, {@code watch}, {@code chat} and the root, where things pass and happen.
 */
@NullMarked
package io.tocsin.hook;

import org.jspecify.annotations.NullMarked;
