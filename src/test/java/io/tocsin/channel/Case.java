package io.tocsin.channel;

/** What each channel must show, in the order of the table's columns. */
public enum Case {
    TRIGGER("trigger"),
    UPDATE("update"),
    RESOLVE("resolve"),
    HOSTILE("200 kB"),
    TOO_FAST("429"),
    BROKEN("5xx"),
    TIME_OUT("time-out"),
    REFUSAL("refused"),
    WRONG_SECRET("wrong secret"),
    FALSE_SUCCESS("false 200"),
    KILL("kill");

    private final String title;

    Case(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
