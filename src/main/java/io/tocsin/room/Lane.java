package io.tocsin.room;

/** What a call to a room is for. Each lane gets its turn, so that none starves. */
public enum Lane {
    /** Answers to people, who are waiting, by a way of their own that shares no limit with messages. */
    ANSWER,
    /** Answers to people, who are waiting. */
    REPLY,
    /** News. */
    NOTICE,
    /** Messages that are to look different. */
    EDIT;

    /** Whether what came too fast waits here, as nobody would say it again. */
    boolean waits() {
        return this == ANSWER || this == REPLY;
    }
}
