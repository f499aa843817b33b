package io.tocsin.spi;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Values of settings by name, read as the types they are meant to be. Secrets have been filled in already. */
public final class Settings {

    private static final Settings NONE = new Settings(Map.of());

    private final Map<String, List<String>> values;

    public Settings(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        this.values = Map.copyOf(copy);
    }

    public static Settings none() {
        return NONE;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    /** The names before the first dot, for settings such as {@code ops.url}. */
    public Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        for (String name : values.keySet()) {
            int dot = name.indexOf('.');
            if (dot > 0) {
                groups.add(name.substring(0, dot));
            }
        }
        return groups;
    }

    /** The settings of one group, without its name. */
    public Settings group(String group) {
        Map<String, List<String>> part = new LinkedHashMap<>();
        values.forEach((name, list) -> {
            if (name.startsWith(group + ".")) {
                part.put(name.substring(group.length() + 1), list);
            }
        });
        return new Settings(part);
    }

    /** All values given for a name, in order. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Optional<String> text(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** @throws Refusal if the value is neither yes nor no */
    public boolean flag(String name, boolean otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        return switch (text.get().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw Refusal.of("spi.flag", name, text.get());
        };
    }

    /** @throws Refusal if the value is no whole number of that range */
    public int number(String name, int otherwise, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw Refusal.of("spi.number", name, text.get(), String.valueOf(least), String.valueOf(most));
        }
        throw Refusal.of("spi.number", name, text.get(), String.valueOf(least), String.valueOf(most));
    }

    /** @throws Refusal if the value is no length of time */
    public Duration duration(String name, Duration otherwise) {
        return text(name).map(Durations::parse).orElse(otherwise);
    }
}
