package io.tocsin.bundled.slack;

import java.util.concurrent.atomic.AtomicLong;

/** What Slack calls things: no two have the same name, and a later message has the higher timestamp. */
final class FakeSlackIds {

    private final AtomicLong last = new AtomicLong();

    String interaction() {
        return "I" + last.incrementAndGet();
    }

    String ts() {
        return "1700000000." + "%06d".formatted(last.incrementAndGet());
    }

    String file(String name) {
        return "F" + last.incrementAndGet() + "-" + name;
    }
}
