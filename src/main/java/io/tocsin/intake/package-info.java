/**
 * Hears programs that report by themselves: our own signed posts, and the addresses that clients of healthchecks.io, Uptime
 * Kuma and Gatus know, so that they move over unchanged.
 *
 * <p>Everything here comes from strangers: a signature is judged before anything else is read, and a name that does not
 * exist is answered as a wrong signature or as a program that is late. Runs on the threads of {@code web}, which imports it
 * and bounds the size of what comes; what is heard goes through {@code watch}'s door.
 */
@NullMarked
package io.tocsin.intake;

import org.jspecify.annotations.NullMarked;
