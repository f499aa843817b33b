package io.tocsin.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A monitor as it stands.
 *
 * @param group empty if it has none
 * @param target what it looks at, without secrets
 * @param state {@code UP}, {@code DEGRADED}, {@code DOWN}, {@code FLAPPING}, {@code PENDING}, {@code PAUSED} or {@code UNKNOWN}
 * @param since when that began, if it is known
 * @param certificateExpires when its certificate ends, if the last check saw one
 * @param muted what holds back its notices now, if anything does
 */
public record Watched(
        String name,
        String group,
        List<String> tags,
        String target,
        String state,
        Optional<Instant> since,
        Optional<Instant> certificateExpires,
        Optional<Event.Muted> muted) {

    public Watched {
        tags = List.copyOf(tags);
    }

    /** One that is not muted. */
    public Watched(
            String name, String group, List<String> tags, String target, String state, Optional<Instant> since,
            Optional<Instant> certificateExpires) {
        this(name, group, tags, target, state, since, certificateExpires, Optional.empty());
    }
}
