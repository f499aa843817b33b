package io.tocsin.heartbeat;

import io.tocsin.schedule.Period;
import io.tocsin.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When signs of life are expected.
 *
 * @param grace how late one may be, and how long a run may take
 */
public record Rhythm(Schedule schedule, ZoneId zone, Duration grace) {

    /** When the sign after one at this moment is late; empty if none is expected any more. */
    Optional<Instant> deadline(Instant last) {
        return (schedule instanceof Period period ? Optional.of(last.plus(period.length())) : schedule.next(last, zone))
                .map(due -> due.plus(grace));
    }

    /** The longest silence of a program that is on time; empty where that depends on the clock. */
    public Optional<Duration> longestSilence() {
        return period().map(length -> length.plus(grace));
    }

    Optional<Duration> period() {
        return schedule instanceof Period period ? Optional.of(period.length()) : Optional.empty();
    }
}
