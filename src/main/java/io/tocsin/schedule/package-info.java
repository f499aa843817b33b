/**
 * When things happen: every dialect of cron, and plain periods, are read into one {@link io.tocsin.schedule.Schedule}
 * that knows its next instant and says itself in words; {@link io.tocsin.schedule.Clockwork} fires them.
 *
 * <p><b>Why its own reckoning.</b> Quartz refuses two given day fields and treats daylight saving its own way, so the
 * dialects, the either-day rule and daylight saving are one code here, and Quartz only keeps the time: one trigger for
 * each distinct schedule and zone, whatever the number of members.
 *
 * <p><b>Daylight saving.</b> A fixed time inside the gap runs at the first instant after it, in the overlap only the
 * first time. An expression with {@code *} or a step in its hour field, or all hours, follows elapsed time: it runs at
 * every instant at which the wall clock shows a matching time, so in both passes of an overlap, and a gap holds none.
 *
 * <p><b>Threads.</b> Quartz has one thread, which hands a due schedule over; {@code tocsin-clock} releases its members
 * in slices and is the only thread that calls listeners, which therefore must not block.
 *
 * <p>Any package after the floor may import this one; only here is {@code org.quartz} seen.
 */
@NullMarked
package io.tocsin.schedule;

import org.jspecify.annotations.NullMarked;
