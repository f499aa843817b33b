package io.tocsin.page;

import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A while that people look back over. */
enum LookBack {
    HOUR("1h", Duration.ofHours(1), 60),
    DAY("24h", Duration.ofHours(24), 96),
    WEEK("7d", Duration.ofDays(7), 84),
    MONTH("30d", Duration.ofDays(30), 0),
    QUARTER("90d", Duration.ofDays(90), 0);

    /** Those of response times. */
    static final List<LookBack> TIMES = List.of(HOUR, DAY, WEEK);

    /** Those of uptime. */
    static final List<LookBack> UPTIME = List.of(DAY, WEEK, MONTH, QUARTER);

    private final String word;
    private final Duration length;
    private final int parts;

    LookBack(String word, Duration length, int parts) {
        this.word = word;
        this.length = length;
        this.parts = parts;
    }

    String word() {
        return word;
    }

    Duration length() {
        return length;
    }

    /** Of how many parts a picture of it is made. */
    int parts() {
        return parts;
    }

    /**
     * The one that a request for a monitor's page names; a day if it names none.
     *
     * @throws Refusal if it names another, or something else
     */
    static LookBack of(Map<String, String> query) {
        Wanted.known(query, Set.of("span"));
        String asked = query.getOrDefault("span", DAY.word);
        return TIMES.stream()
                .filter(span -> span.word.equals(asked))
                .findFirst()
                .orElseThrow(() -> Refusal.of("page.bad-value", "span", asked,
                        Arrays.stream(values()).filter(TIMES::contains).map(LookBack::word)
                                .collect(Collectors.joining(", "))));
    }
}
