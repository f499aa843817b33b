package io.tocsin.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a command, by the names of its parameters; they have the kinds that were declared. */
public final class Arguments {

    private final Map<String, List<Object>> values;

    /** @param values {@link Duration} for a length of time, {@link Instant} for a moment, {@link Long} for a number, else text */
    public Arguments(Map<String, List<Object>> values) {
        this.values = Map.copyOf(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A value that is there. */
    public String text(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException("no value " + name));
    }

    public Optional<String> optional(String name) {
        return first(name, String.class);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(String.class::cast)
                .toList();
    }

    public Optional<Duration> duration(String name) {
        return first(name, Duration.class);
    }

    public Optional<Instant> moment(String name) {
        return first(name, Instant.class);
    }

    public Optional<Long> number(String name) {
        return first(name, Long.class);
    }

    /** All whole numbers given for a name. */
    public List<Long> numbers(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(Long.class::cast)
                .toList();
    }

    private <T> Optional<T> first(String name, Class<T> type) {
        List<Object> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(type.cast(all.getFirst()));
    }
}
