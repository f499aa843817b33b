/**
 * Whether the bot can believe its own eyes: somebody who always answers shows that its network is there, and two clocks
 * that disagree show that one of them was set or that the machine slept. It exists so that neither is told as an outage of
 * everything.
 *
 * <p>{@link io.tocsin.witness.Eyes} has one thread that asks and concludes; anybody may ask it whether a check counts, and
 * then waits for an answer of the witnesses if the check was bad. Imported by {@code watch} and the root.
 */
@NullMarked
package io.tocsin.witness;

import org.jspecify.annotations.NullMarked;
