/**
 * Whose turn it is: rotations of people by the clock on the wall, and overrides that people say in chat. Knows people by the
 * names that the configuration gives them, and the room where each is told; who is told of what is not its matter.
 *
 * <p>{@link io.tocsin.oncall.OnCall} is safe for use by many threads, the rest are values. Imported by {@code notification} and
 * what comes after it.
 */
@NullMarked
package io.tocsin.oncall;

import org.jspecify.annotations.NullMarked;
