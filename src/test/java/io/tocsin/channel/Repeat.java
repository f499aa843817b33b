package io.tocsin.channel;

import java.util.function.Function;

/** What a service offers against a message that arrives twice, when nobody knows whether it arrived the first time. */
public sealed interface Repeat {

    /**
     * The service can be asked.
     *
     * @param answer what it says to the question
     * @param reference what the channel makes of it
     */
    record Asked(Answer answer, String reference) implements Repeat {}

    /**
     * The service drops a second one by something that is the same in both.
     *
     * @param what its name, for the table
     * @param in where it stands in a request
     */
    record Known(String what, Function<Call, String> in) implements Repeat {}

    /** The service makes one of all that say the same thing here, whatever message they come from, as of a state. */
    record Merged(String what, Function<Call, String> in) implements Repeat {}

    /** The service keeps what was posted, and the channel finds it there by its key. */
    record Found() implements Repeat {}

    /** The service offers nothing, so a message may come twice and is never lost. */
    record Nothing() implements Repeat {}
}
