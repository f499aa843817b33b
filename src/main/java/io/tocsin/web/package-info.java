/**
 * The embedded web server: health, metrics, and the routes of plugins, its own among them.
 *
 * <p>It stands on the JDK's {@code jdk.httpserver}, which is in every runtime: Jetty alone costs 34 MB of memory and most
 * of a second at start, a framework above it more, and nothing that is planned needs them. What that server lacks is here:
 * {@link io.tocsin.web.Exchanges} bounds how many requests are under way and how long reading, handling and writing may
 * take, by interrupting the virtual thread, which closes its connection; {@link io.tocsin.web.Requests} bounds head and
 * body and answers what is too large. Bounds that only the JDK's accept loop can keep (open connections, silent ones, the
 * head before it is parsed) are system properties of the JDK, set before its first use in the process.
 *
 * <p>Threads: one dispatcher of the JDK, one virtual thread a request, one thread that looks for what takes too long.
 *
 * <p>May import everything but {@code command}; imported by the root, and by {@code kit} for {@link io.tocsin.web.Calls}.
 */
@NullMarked
package io.tocsin.web;

import org.jspecify.annotations.NullMarked;
