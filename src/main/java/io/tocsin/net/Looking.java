package io.tocsin.net;

import io.tocsin.spi.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Runs one check and puts what goes wrong into words. */
public final class Looking {

    private Looking() {}

    /** What a check does. */
    @FunctionalInterface
    public interface Work {
        void look(Attempt attempt, Result.Builder seen) throws IOException, InterruptedException;
    }

    /** @throws InterruptedException if the thread was interrupted before the limit had passed */
    public static Result at(Duration limit, InstantSource clock, Work work) throws InterruptedException {
        Attempt attempt = new Attempt(limit);
        Result.Builder seen = Result.builder();
        try {
            work.look(attempt, seen);
        } catch (IOException failure) {
            if (Thread.interrupted() && !attempt.over()) {
                throw new InterruptedException("the check of " + attempt.there() + " was interrupted");
            }
            Trouble trouble = new Reasons(clock).of(failure, attempt);
            if (trouble.unreachable()) {
                seen.unreachable(trouble.reason());
            } else {
                seen.failure(trouble.reason());
            }
        }
        return seen.phases(attempt.phases()).build();
    }

    /** What went wrong in words, for who goes on all the same. */
    public static Trouble explained(IOException failure, Attempt attempt, InstantSource clock) {
        return new Reasons(clock).of(failure, attempt);
    }
}
