package io.tocsin.db;

/** Which of two queues a write waits in. */
public enum Priority {
    /** A change that somebody is told of after it is committed. */
    CHANGE,
    /** History and cleaning up: in pieces of a few milliseconds, so that no change waits long behind one. */
    SAMPLE
}
