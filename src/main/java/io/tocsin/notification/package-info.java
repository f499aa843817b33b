/**
 * Who hears: which rooms are told of an incident, in which words, and that it arrives.
 *
 * <p>A delivery is a wanted state, not a queued message: what a room has been told of an incident is kept beside what it
 * should have been told, and the difference decides what is said next. A room that can edit has one message an incident,
 * posted or edited until it shows the newest version; what happened in between, and everything in a room that cannot
 * edit, are lines, each posted once and in order. Both are committed together with the incident, before anything is
 * announced.
 *
 * <p>Plans are made under the lock of the monitor concerned; each room has one {@code Outbox}, which works on one virtual
 * thread while there is work.
 */
@NullMarked
package io.tocsin.notification;

import org.jspecify.annotations.NullMarked;
