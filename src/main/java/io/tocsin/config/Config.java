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

    public Config {
        entries = new LinkedHashMap<>(entries);
        variables = new TreeMap<>(variables);
        problems = List.copyOf(problems);
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
