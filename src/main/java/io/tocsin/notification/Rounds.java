package io.tocsin.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Which of the lines that wait for a room go out as one message: in a storm all of them, else those that came together.
 * One that comes alone waits no longer than it takes to see that it is alone.
 */
final class Rounds {

    private static final Duration ALONE = Duration.ofMillis(10);
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration STORM = Duration.ofMillis(500);
    private static final int MOST_TOGETHER = 1_000;

    private final Burst burst;
    private final Courier courier;
    private final InstantSource clock;
    private final Duration together;
    private final BooleanSupplier joins;

    /**
     * @param together lines that were written within this time came together
     * @param joins whether the room wants such lines in one message
     */
    Rounds(Burst burst, Courier courier, InstantSource clock, Duration together, BooleanSupplier joins) {
        this.burst = burst;
        this.courier = courier;
        this.clock = clock;
        this.together = together;
        this.joins = joins;
    }

    void posted(Instant at) {
        burst.posted(at);
    }

    /**
     * The lines that are next, at least the first; more may come while it is decided.
     *
     * @param fits whether a line may stand in one message with the first
     */
    List<Line> next(Deque<Line> waiting, Predicate<Line> fits) throws InterruptedException {
        Line head = waiting.getFirst();
        // what is about no incident must not drown among those that are: "stopping", say
        Predicate<Line> alike = line -> line.postingKey().isEmpty()
                && (line.incident() != 0) == (head.incident() != 0)
                && fits.test(line);
        Predicate<Line> same = alike.and(line -> !line.at().isAfter(head.at().plus(together)));
        if (!isStorm(waiting) && joins(head)) {
            if (waiting.size() == 1) {
                courier.pause(ALONE);
            }
            gather(waiting, same);
        }
        if (isStorm(waiting)) {
            courier.pause(STORM);
            return leading(waiting, alike);
        }
        return joins(head) ? leading(waiting, same) : List.of(head);
    }

    private boolean isStorm(Deque<Line> waiting) {
        return burst.isOn(clock.instant(), waiting.size());
    }

    private boolean joins(Line head) {
        return head.incident() != 0 && together.isPositive() && joins.getAsBoolean();
    }

    /** Waits until no more come, or a storm does. */
    private void gather(Deque<Line> waiting, Predicate<Line> same) throws InterruptedException {
        int before = 1;
        int now = leading(waiting, same).size();
        Duration left = together;
        while (now > before && left.isPositive() && !isStorm(waiting) && !courier.isClosed()) {
            courier.pause(QUIET);
            left = left.minus(QUIET);
            before = now;
            now = leading(waiting, same).size();
        }
    }

    static List<Line> leading(Deque<Line> waiting, Predicate<Line> condition) {
        List<Line> taken = new ArrayList<>();
        for (Line line : waiting) {
            if (taken.size() == MOST_TOGETHER || !condition.test(line)) {
                break;
            }
            taken.add(line);
        }
        return taken;
    }
}
