package io.tocsin.plugin;

import io.tocsin.spi.Refusal;
import java.time.ZoneId;
import java.util.Optional;

/** Where plugins' tasks are scheduled. */
@FunctionalInterface
public interface Timetable {

    /**
     * Has something run whenever a schedule says so.
     *
     * @param id whose it is, told apart from all others
     * @param expression a schedule in any accepted form, such as {@code every 30s}
     * @param zone where the clock on the wall hangs; empty for the bot's own
     * @param due called on the timetable's thread; returns at once
     * @return ends it
     * @throws Refusal if the expression is none
     */
    Runnable join(String id, String expression, Optional<ZoneId> zone, Runnable due);
}
