/**
 * When: the checks that are due, the door through which every change enters, and the loop of what happens at a time.
 *
 * <p>{@link io.tocsin.watch.Watch#apply} is the only writer of standings and incidents. It works under the lock of the one
 * monitor concerned and holds it until the change is durable, or until the database has said that it cannot be now; then
 * the change is announced. Checks run on virtual threads, one a check; the release of due checks, the repeated checks and
 * the due loop have one platform thread each, because virtual threads queue behind each other.
 */
@NullMarked
package io.tocsin.watch;

import org.jspecify.annotations.NullMarked;
