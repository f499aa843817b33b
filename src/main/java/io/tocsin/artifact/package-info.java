/**
 * The libraries that a source file asks for with {@code //DEPS}: fetched by Maven's own resolver with their checksums and
 * with what they depend on themselves, kept in a cache, and not asked for again.
 *
 * <p>Threads: everything runs on the caller's thread, but for the resolver's own downloads, which end with the call.
 * Downloads are bounded in size and time, so that they cannot hold up the start for ever.
 *
 * <p>Imports {@code spi}; imported by {@code code} alone, and the only place that knows the resolver.
 */
@NullMarked
package io.tocsin.artifact;

import org.jspecify.annotations.NullMarked;
