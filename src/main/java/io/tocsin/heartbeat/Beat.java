package io.tocsin.heartbeat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A sign that a program gave.
 *
 * @param at when it came
 * @param time what the program says the time is, in seconds, where it says so
 * @param run tells runs of a program that overlap apart; may be empty
 * @param exit the exit status of a program that has ended
 * @param took how long it took, where the program says so
 * @param text what else it says; may be empty
 */
public record Beat(
        Kind kind, Instant at, Optional<BigDecimal> time, String run, OptionalInt exit, Optional<Duration> took,
        String text) {

    /** What a sign says. */
    public enum Kind {
        /** A run has begun. */
        START,
        /** It lives, or has done its work. */
        SUCCESS,
        /** It has not. */
        FAILURE
    }

    /** A sign without any details. */
    public static Beat of(Kind kind, Instant at) {
        return new Beat(kind, at, Optional.empty(), "", OptionalInt.empty(), Optional.empty(), "");
    }

    /** The same with the time that the program says it is. */
    public Beat timed(BigDecimal seconds) {
        return new Beat(kind, at, Optional.of(seconds), run, exit, took, text);
    }

    /** The same of one run of several. */
    public Beat of(String oneRun) {
        return new Beat(kind, at, time, oneRun, exit, took, text);
    }

    /** The same with an exit status. */
    public Beat exited(int status) {
        return new Beat(kind, at, time, run, OptionalInt.of(status), took, text);
    }

    public Beat took(Duration length) {
        return new Beat(kind, at, time, run, exit, Optional.of(length), text);
    }

    public Beat saying(String words) {
        return new Beat(kind, at, time, run, exit, took, words);
    }
}
