package io.tocsin.schedule;

/** What a digit in the weekday field means. */
enum Digits {
    /** Sunday is 0, and 7 too: unix, node-cron, serverless platforms. */
    UNIX(0, 7, 0),
    /** Sunday is 1. */
    QUARTZ(1, 7, 1);

    final int min;
    final int max;
    private final int sunday;

    Digits(int min, int max, int sunday) {
        this.min = min;
        this.max = max;
        this.sunday = sunday;
    }

    /** The weekday, Sunday being 0; the 7 of unix stays 7, so that 5-7 and 0-7 are ranges like others. */
    int weekday(int digit) {
        return digit - sunday;
    }
}
