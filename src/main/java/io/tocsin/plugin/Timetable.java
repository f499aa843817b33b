package io.tocsin.plugin;

import io.tocsin.spi.Refusal;

/** Where plugins' tasks are scheduled. */
@FunctionalInterface
public interface Timetable {

    /**
     * Has something run whenever a schedule says so.
     *
     * @param id whose it is, told apart from all others
     * @param expression a schedule in any accepted form, such as {@code every 30s}
     * @param due called on the timetable's thread; returns at once
     * @return ends it
     * @throws Refusal if the expression is none
     */
    Runnable join(String id, String expression, Runnable due);
}
