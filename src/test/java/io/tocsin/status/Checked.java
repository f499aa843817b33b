package io.tocsin.status;

import io.tocsin.monitor.Conditions;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Location;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Result;
import io.tocsin.spi.Sight;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks as they are seen, judged by {@code [STATUS] == 200}. */
final class Checked {

    private static final Conditions CONDITIONS = Conditions.parse(List.of("[STATUS] == 200"));

    private Checked() {}

    static Seen at(Instant at, int status, long millis) {
        return at(at, status, millis, "");
    }

    /** A good check from several locations, each of which took so many milliseconds. */
    static Seen from(Instant at, Map<String, Long> millis) {
        List<Sight> sights = new ArrayList<>();
        millis.forEach((name, taken) -> sights.add(
                new Sight(new Location(name, ""), at(at, 200, taken).result())));
        Result result = Result.seenFrom(sights, 1);
        return new Seen(at, at, result, CONDITIONS.judge(result));
    }

    static Seen at(Instant at, int status, long millis, String body) {
        Result result = Result.builder()
                .connected(true)
                .status(status, status + " words")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .phases(new Phases(0, 0, 0, millis * 1_000_000, 0))
                .build();
        return new Seen(at, at, result, CONDITIONS.judge(result));
    }
}
