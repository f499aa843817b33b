/**
 * A check made from several locations: {@link io.tocsin.via.FromEach} runs a probe from each at once and puts what they
 * saw together; {@link io.tocsin.via.Ways} reads which those are, and {@link io.tocsin.via.Tunnel} gets through the proxy
 * that stands in one. It exists so that every monitor type that can be looked at from elsewhere does so in the same way.
 *
 * <p>Probes of locations run on virtual threads that end with their check. Imports {@code spi} alone; {@code
 * http}, which reads the locations of the configuration, and {@code bundled} import it.
 */
@NullMarked
package io.tocsin.via;

import org.jspecify.annotations.NullMarked;
