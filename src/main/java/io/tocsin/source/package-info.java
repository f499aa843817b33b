/**
 * The written forms of monitors: keys of {@code bot.properties}, {@code servers.json}, the endpoints of a Gatus
 * configuration, and our own YAML. All become {@link io.tocsin.monitor.Draft}s; whether a monitor can be made of a draft is
 * for {@code monitor} to say. A source is taken whole or refused whole, with everything that is wrong in it, so that a
 * half-written file never stops a watch.
 *
 * <p>Files and answers are data from outside: bounded in size, depth and references. Readers are used by one thread at a
 * time; {@link io.tocsin.source.MonitorSource} is asked by one thread, which it may block for the limit of one HTTP call.
 *
 * <p>Imports {@code spi}, {@code config}, {@code monitor} and {@code maintenance}; {@code watch}, {@code command} and the root may import it.
 */
@NullMarked
package io.tocsin.source;

import org.jspecify.annotations.NullMarked;
