/**
 * What services that watch from outside see: the monitor types {@code uptimerobot}, {@code statuscake} and {@code pingdom},
 * whose monitors share one question to their account, the addresses that the webhooks of these services call, and the type
 * {@code crosscheck}, which tells when views differ. It ships inside and enters like any plugin.
 *
 * <p>A service that cannot be asked says nothing of what it watches: such a check is unjudged, never a failure. A webhook is
 * believed nothing but that it is worth asking sooner. Probes run on the threads of checks, one of which asks while the
 * others of its account wait; webhooks come on the web server's. Imports {@code spi} and {@code net}; only the root imports
 * it.
 */
@NullMarked
package io.tocsin.bundled.mirror;

import org.jspecify.annotations.NullMarked;
