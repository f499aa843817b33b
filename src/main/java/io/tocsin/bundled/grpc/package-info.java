/**
 * The monitor type {@code grpc}: what a server says of its health by {@code grpc.health.v1}. It ships inside and enters like
 * any plugin.
 *
 * <p>OkHttp speaks HTTP/2 on a connection that is made as those of all such types are; its reading thread ends with that
 * connection. A probe blocks; it is meant for virtual threads, which an interruption ends at any point. Imports {@code spi}
 * and {@code net}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.grpc;

import org.jspecify.annotations.NullMarked;
