package io.tocsin.oncall;

import io.tocsin.config.Keys;
import io.tocsin.spi.Phrase;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code person.<name>.room} and {@code oncall.<name>.<word>}. */
public final class OnCallKeys {

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final LocalDateTime SOME_MONDAY = LocalDateTime.of(2026, 1, 5, 9, 0);

    private final Keys keys;
    private final ZoneId zone;

    private OnCallKeys(Keys keys, ZoneId zone) {
        this.keys = keys;
        this.zone = zone;
    }

    /**
     * People and rotations; what is wrong with them is among the problems of the keys.
     *
     * @param zone of rotations that name none
     */
    public static Settings read(Keys keys, ZoneId zone) {
        Map<String, String> people = new TreeMap<>();
        for (String name : keys.names("person")) {
            keys.text("person." + name + ".room").ifPresent(room -> people.put(name, room));
        }
        OnCallKeys reading = new OnCallKeys(keys, zone);
        Map<String, Rotation> rotations = new TreeMap<>();
        for (String name : keys.names("oncall")) {
            reading.rotation(name, people).ifPresent(rotation -> rotations.put(name, rotation));
        }
        return new Settings(people, rotations);
    }

    /**
     * What the configuration says.
     *
     * @param rooms the room of each person
     * @param rotations by name
     */
    public record Settings(Map<String, String> rooms, Map<String, Rotation> rotations) {

        /** Nothing is said. */
        public static final Settings NONE = new Settings(Map.of(), Map.of());

        public Settings {
            rooms = Map.copyOf(rooms);
            rotations = Map.copyOf(rotations);
        }
    }

    private Optional<Rotation> rotation(String name, Map<String, String> known) {
        String prefix = "oncall." + name + ".";
        List<String> people = keys.list(prefix + "people");
        if (people.isEmpty()) {
            keys.problem(prefix + "people", Phrase.of("oncall.no-people"));
        }
        people.stream().filter(person -> !known.containsKey(person)).findFirst()
                .ifPresent(person -> keys.problem(prefix + "people", Phrase.of("oncall.no-person", person)));
        Duration every = keys.duration(prefix + "every", "7d");
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            keys.problem(prefix + "every", Phrase.of("oncall.every"));
            every = Duration.ofDays(7);
        }
        ZoneId own = keys.zone(prefix + "zone", zone);
        LocalDateTime from = from(prefix + "from");
        return people.isEmpty() ? Optional.empty() : Optional.of(new Rotation(name, people, every, from, own));
    }

    private LocalDateTime from(String key) {
        Optional<String> text = keys.text(key);
        if (text.isEmpty()) {
            keys.problem(key, Phrase.of("oncall.from"));
        }
        try {
            return text.map(it -> LocalDateTime.parse(it.replace(' ', 'T'))).orElse(SOME_MONDAY);
        } catch (DateTimeException no) {
            keys.problem(key, Phrase.of("oncall.from"));
            return SOME_MONDAY;
        }
    }
}
