/**
 * The monitor type {@code ping}: echo requests of ICMP, without root. It ships inside and enters like any plugin.
 *
 * <p>On Linux the kernel sends them for whom {@code net.ipv4.ping_group_range} allows it: one socket of each family serves
 * all checks, read by one platform thread, as a native call would hold the carrier of a virtual one; both end when they
 * have been idle for a while. Elsewhere, and where the kernel does not allow it, the program {@code ping} is run, a few at a
 * time. Imports {@code spi} and {@code net}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.ping;

import org.jspecify.annotations.NullMarked;
