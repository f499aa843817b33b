package io.tocsin.routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told, one after the other, of trouble that nobody acknowledges.
 *
 * @param steps the earliest first
 * @param repeat how long after the last step the first one is taken again; absent for never
 */
public record Escalation(String name, List<Step> steps, Optional<Duration> repeat) {

    public Escalation {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param key by which it is written, such as {@code 2}
     * @param after how long after the first notice
     * @param rooms names of rooms
     */
    public record Step(String key, Duration after, List<String> rooms) {

        public Step {
            rooms = List.copyOf(rooms);
        }
    }

    /**
     * A step that is to be taken.
     *
     * @param number counted from 0
     * @param after how long after what came before
     */
    public record Next(int number, Duration after) {}

    /** The rooms that are told with the first notice. */
    public List<String> atOnce() {
        return steps.stream().filter(step -> step.after.isZero()).flatMap(step -> step.rooms.stream()).toList();
    }

    /** The first step that waits for an acknowledgement; how long after the first notice. */
    public Optional<Next> first() {
        for (int number = 0; number < steps.size(); number++) {
            if (steps.get(number).after.isPositive()) {
                return Optional.of(new Next(number, steps.get(number).after));
            }
        }
        return again();
    }

    /** What comes after a step that was taken. */
    public Optional<Next> after(int number) {
        return number + 1 < steps.size()
                ? Optional.of(new Next(number + 1, steps.get(number + 1).after.minus(steps.get(number).after)))
                : again();
    }

    private Optional<Next> again() {
        return repeat.map(after -> new Next(0, after));
    }
}
