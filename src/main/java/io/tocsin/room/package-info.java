/**
 * Rooms in life: the channels that reach them, their aliases, and one paced queue a room.
 *
 * <p>A channel is called from one virtual thread a room, never from two at once; a call that hangs is interrupted after a
 * limit and harms that room only. What must not be lost is kept by {@code notification}; this package forgets at the end.
 */
@NullMarked
package io.tocsin.room;

import org.jspecify.annotations.NullMarked;
