/**
 * The monitor type {@code host}: processor, memory, load and disks of the machine that the bot runs on. It ships inside and
 * enters like any plugin.
 *
 * <p>A probe is immutable and asks the running Java, which asks the system; it may be run by any thread. Imports {@code spi}
 * alone; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.host;

import org.jspecify.annotations.NullMarked;
