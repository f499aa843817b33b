/**
 * What is done to plugins' classes as they are loaded, and what they then call: a look at each backward jump and method
 * entry whether the bot has given the call up, so that a loop can be ended where an interrupt alone is not heeded.
 *
 * <p>Threads: {@link io.tocsin.bytecode.Checkpoint} is called by every thread that runs a plugin's code, and told by
 * any; the rest runs on the caller's thread.
 *
 * <p>Imports {@code spi}; imported by {@code code}, which weaves, and {@code guard}, which gives up. Woven classes see
 * {@code Checkpoint} and {@code Expressions} and nothing else of it.
 */
@NullMarked
package io.tocsin.bytecode;

import org.jspecify.annotations.NullMarked;
