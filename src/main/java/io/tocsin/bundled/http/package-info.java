/**
 * The monitor type {@code http}, on OkHttp: what a browser would see of a web server, in five phases, with the reason in
 * words when it sees nothing. It ships inside and enters like any plugin.
 *
 * <p>The figures that shaped it: a connection a check costs 55 us of CPU when OkHttp's pools are striped, its happy
 * eyeballs are off and nothing is built per check; Nagle's algorithm alone would add 40 ms to what is measured. So clients
 * are made once for each way of asking ({@link io.tocsin.bundled.http.Clients}) and a check is one object
 * ({@link io.tocsin.bundled.http.Check}), reachable from OkHttp's call-backs through a thread-local.
 *
 * <p>A probe blocks and is meant for virtual threads, which an interruption ends at any point; it is safe for use by
 * several threads. Imports {@code spi} and OkHttp alone; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.http;

import org.jspecify.annotations.NullMarked;
