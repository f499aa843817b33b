/**
 * Which names of rooms a trouble leads to: routes by monitor, severity and time of day, quiet hours, and the steps by which
 * trouble that nobody acknowledges reaches more people. Rules are values, read from the configuration as a whole; they
 * know nothing of channels, and who stands behind a name is found out when it is told.
 *
 * <p>Immutable, and so safe for use by many threads. Imported by {@code notification} and what comes after it.
 */
@NullMarked
package io.tocsin.routing;

import org.jspecify.annotations.NullMarked;
