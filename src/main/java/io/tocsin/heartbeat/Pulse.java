package io.tocsin.heartbeat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a program's signs of life have come to.
 *
 * @param beat when it last said that all is well
 * @param time the highest time that it has named; lower ones are replays
 * @param started when the run began that has not ended yet
 * @param run which run that is; may be empty
 * @param failed whether the last that is known is bad: what it said, or its silence
 * @param deadline when its silence becomes a failure; absent before the first sign
 */
public record Pulse(
        Optional<Instant> beat, Optional<BigDecimal> time, Optional<Instant> started, String run, boolean failed,
        Optional<Instant> deadline) {

    /** Of a program that has never been heard of. */
    public static final Pulse NONE = new Pulse(
            Optional.empty(), Optional.empty(), Optional.empty(), "", false, Optional.empty());

    /** Whether a program that was on time may still be silent. */
    public boolean fresh(Instant now) {
        return !failed && beat.isPresent() && deadline.filter(now::isBefore).isPresent();
    }

    /** Whether a sign was sent before, or is older than one that has come. */
    public boolean replayed(Beat sign) {
        return sign.time().isPresent() && time.isPresent() && sign.time().get().compareTo(time.get()) <= 0;
    }

    /** What it is after a sign. */
    public Pulse after(Beat sign, Rhythm rhythm) {
        Optional<BigDecimal> named = sign.time().or(() -> time);
        return switch (sign.kind()) {
            case START -> new Pulse(
                    beat, named, Optional.of(sign.at()), sign.run(), failed,
                    earlier(deadline.filter(sign.at()::isBefore), sign.at().plus(rhythm.grace())));
            case SUCCESS -> new Pulse(
                    Optional.of(sign.at()), named, Optional.empty(), "", false, rhythm.deadline(sign.at()));
            case FAILURE -> new Pulse(beat, named, Optional.empty(), "", true, rhythm.deadline(sign.at()));
        };
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Instant other) {
        return Optional.of(one.filter(other::isAfter).orElse(other));
    }

    /** How long the run took that a sign ends, by the program or by our own clock. */
    public Optional<Duration> took(Beat end) {
        return end.took().or(() -> started.filter(begun -> run.equals(end.run()))
                .map(begun -> Duration.between(begun, end.at())));
    }

    /** Whether the deadline is that of a run, and not of the next sign. */
    public boolean runs(Rhythm rhythm) {
        return deadline.isPresent() && started.map(begun -> begun.plus(rhythm.grace())).equals(deadline);
    }

    /** What it is when the deadline has passed in silence: the next sign that is missed is another failure. */
    public Pulse missed(Rhythm rhythm, Instant now) {
        Instant due = deadline.orElse(now).minus(rhythm.grace());
        Instant passed = now.minus(rhythm.grace());
        Optional<Instant> next = rhythm.deadline(due.isAfter(passed) ? due : passed);
        return new Pulse(beat, time, started, run, true, next);
    }

    /** What it is when all is counted anew from a moment on, as after a pause; a program never heard of is not awaited. */
    public Pulse anew(Rhythm rhythm, Instant now) {
        boolean known = beat.isPresent() || deadline.isPresent() || failed;
        return new Pulse(beat, time, Optional.empty(), "", failed, known ? rhythm.deadline(now) : Optional.empty());
    }

    /** What it is while nobody waits for it. */
    public Pulse unawaited() {
        return until(Optional.empty());
    }

    private Pulse until(Optional<Instant> moment) {
        return new Pulse(beat, time, started, run, failed, moment);
    }

    /**
     * What it is when nobody could hear the program for a while. A sign that may have been lost then is not held against
     * it; one that was overdue before, or is not to be expected yet, is none of those.
     */
    public Pulse unheard(Rhythm rhythm, Instant from, Instant to) {
        if (deadline.isEmpty() || deadline.get().isBefore(from)) {
            return this;
        }
        Instant late = deadline.get();
        if (started.isPresent()) {
            return anew(rhythm, to);
        }
        Instant expected = late.minus(rhythm.grace());
        if (rhythm.period().isPresent()) {
            Duration early = longer(rhythm.grace(), rhythm.period().get().dividedBy(4));
            return to.isBefore(expected.minus(early)) ? this : until(rhythm.deadline(to));
        }
        if (to.isBefore(expected)) {
            return this;
        }
        Instant soonest = to.plus(rhythm.grace());
        return until(to.isAfter(late) ? rhythm.deadline(to) : Optional.of(soonest.isAfter(late) ? soonest : late));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
