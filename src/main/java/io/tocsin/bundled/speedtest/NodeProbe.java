package io.tocsin.bundled.speedtest;

import io.tocsin.bundled.speedtest.Figure.Unreadable;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks the service for one node.
 *
 * @param service asks it
 */
record NodeProbe(Probe service, Reading reading) implements Probe {

    private static final int GOOD = 200;
    private static final int NO_LONGER_GOOD = 300;

    @Override
    public Result run(Duration limit) throws Exception {
        Result asked = service.run(limit);
        if (asked.failure().isPresent()) {
            Phrase why = asked.failure().get();
            boolean late = why.key().startsWith("http.no-answer");
            return failed(asked, Phrase.of(late ? "speedtest.timed-out" : "speedtest.service", why));
        }
        int status = asked.status().orElse(0);
        if (status < GOOD || status >= NO_LONGER_GOOD) {
            return failed(asked, Phrase.of("speedtest.status", asked.statusText()));
        }
        try {
            return reading.of(new String(asked.body(), StandardCharsets.UTF_8));
        } catch (Unreadable unreadable) {
            return failed(asked, unreadable.reason());
        }
    }

    /** How long the service took says nothing of the page. */
    private static Result failed(Result asked, Phrase why) {
        return Result.builder().phases(asked.phases()).failure(why).build();
    }

    @Override
    public void close() {
        service.close();
    }
}
