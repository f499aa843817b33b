package io.tocsin.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * All that was configured, not yet understood.
 *
 * @param entries the file's keys, overridden by the environment's variables where they name the same key
 * @param variables the environment's other {@code TOCSIN_} variables, by their names: their keys are known once somebody
 *     asks for one
 * @param problems what was wrong with the text itself
 */
public record Config(SequencedMap<String, Entry> entries, Map<String, Entry> variables, List<Problem> problems) {

    private static final String SECRET = "secret.";

    public Config {
        entries = new LinkedHashMap<>(entries);
        variables = new TreeMap<>(variables);
        problems = List.copyOf(problems);
    }

    /** What is under a prefix such as {@code plugin.deploy.}, and the secrets that it may name. */
    public Config under(String prefix) {
        LinkedHashMap<String, Entry> few = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            if (key.startsWith(prefix) || key.startsWith(SECRET)) {
                few.put(key, entry);
            }
        });
        Map<String, Entry> others = new TreeMap<>(variables);
        others.keySet().removeIf(variable -> !variable.startsWith(Variables.of(prefix))
                && !variable.startsWith(Variables.of(SECRET)));
        return new Config(few, others, List.of());
    }

    public static Config none() {
        return new Config(new LinkedHashMap<>(), Map.of(), List.of());
    }

    /** A configuration of these values, for tests. */
    public static Config of(Map<String, String> values) {
        LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
        new TreeMap<>(values).forEach((key, value) -> entries.put(key, new Entry(key, value, Place.NOWHERE)));
        return new Config(entries, Map.of(), List.of());
    }

    /** The file's entries with the environment's on top. */
    static Config of(Collection<Entry> file, Map<String, String> environment, List<Problem> problems) {
        LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> keyOfVariable = new LinkedHashMap<>();
        for (Entry entry : file) {
            entries.put(entry.key(), entry);
            keyOfVariable.put(Variables.of(entry.key()), entry.key());
            keyOfVariable.put(Variables.exact(entry.key()), entry.key());
        }
        Map<String, Entry> others = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (!Variables.isKey(variable)) {
                return;
            }
            Place place = Place.variable(variable);
            if (keyOfVariable.containsKey(variable)) {
                String key = keyOfVariable.get(variable);
                entries.put(key, new Entry(key, value, place));
                return;
            }
            others.put(variable, new Entry(variable, value, place));
        });
        return new Config(entries, others, problems);
    }
}
