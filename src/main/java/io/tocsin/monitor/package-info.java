/**
 * What is watched: drafts, as somebody wrote them, become monitors once their type has accepted them; a monitor's
 * conditions make a verdict of what one check saw. How a monitor stands over many checks is for {@code status}.
 *
 * <p>Drafts, monitors and verdicts are immutable; {@link io.tocsin.monitor.MonitorBuilder} is safe for use by many threads.
 *
 * <p>Imports the floor, {@code plugin} and {@code condition}; the stages after it in the flow may import it.
 */
@NullMarked
package io.tocsin.monitor;

import org.jspecify.annotations.NullMarked;
