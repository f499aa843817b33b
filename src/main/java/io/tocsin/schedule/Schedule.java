package io.tocsin.schedule;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When something runs again and again. Two schedules are equal when they mean the same times, however they are written,
 * so that a schedule can be the key under which members are grouped.
 */
public sealed interface Schedule permits Cron, Period {

    /**
     * Reads five fields (unix cron), six or seven fields (seconds first, an optional year last), a macro such as
     * {@code @hourly}, or {@code every 30s}.
     *
     * @throws Refusal if the text is none of these, could mean two things, or names a time that never comes
     */
    static Schedule parse(String text) {
        return ScheduleReader.read(text);
    }

    /** The first time strictly after the given one; empty when there is none any more. */
    Optional<Instant> next(Instant after, ZoneId zone);

    /** What was written, with single spaces: {@link #parse} reads it again. */
    String text();

    /** The schedule in words, days named: {@code at 10:15, Monday to Friday}. */
    Phrase words();
}
