package io.tocsin.web;

import java.util.function.Supplier;

/**
 * Something that has to be well.
 *
 * @param name as it stands in the answer, such as {@code schedule}
 * @param vital whether without it the process had better be started again; else the bot merely is not ready
 * @param state asked at every request; answers at once
 */
public record HealthCheck(String name, boolean vital, Supplier<State> state) {

    /** How it is. */
    public sealed interface State {

        record Up() implements State {}

        /** @param reason in a few words, without secrets */
        record Down(String reason) implements State {}
    }

    public static State up() {
        return new State.Up();
    }

    public static State down(String reason) {
        return new State.Down(reason);
    }
}
