package io.tocsin.config;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of {@code secret.NAME}, which texts elsewhere name as {@code ${secret:NAME}}. */
public final class Secrets {

    private static final Pattern NAMED = Pattern.compile("\\$\\{secret:([^}]*)}");
    /** Shorter ones would be found in half of all texts. */
    private static final int SHORTEST_REDACTED = 4;

    private final TreeMap<String, Secret> byName;
    private final List<String> longestFirst;

    public Secrets(Map<String, Secret> byName) {
        this.byName = new TreeMap<>(byName);
        this.longestFirst = byName.values().stream()
                .map(Secret::reveal)
                .filter(value -> value.length() >= SHORTEST_REDACTED)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    public static Secrets none() {
        return new Secrets(Map.of());
    }

    /** Whether a text names a secret. */
    public static boolean named(String text) {
        return NAMED.matcher(text).find();
    }

    /** Looks a secret up by its name; a name from the environment is found in lower case and with dashes too. */
    public Optional<Secret> find(String name) {
        if (byName.containsKey(name)) {
            return Optional.of(byName.get(name));
        }
        return byName.entrySet().stream()
                .filter(entry -> Variables.loose(entry.getKey()).equals(Variables.loose(name)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * Puts the secrets in the place of their names.
     *
     * @throws Refusal if there is no secret of a name
     */
    public String fill(String text) {
        if (!text.contains("${secret:")) {
            return text;
        }
        return NAMED.matcher(text).replaceAll(named -> Matcher.quoteReplacement(get(named.group(1))));
    }

    /** Hides every secret that occurs in a text. */
    public String redact(String text) {
        String redacted = text;
        for (String value : longestFirst) {
            redacted = redacted.replace(value, Secret.HIDDEN);
        }
        return redacted;
    }

    private String get(String name) {
        return find(name).map(Secret::reveal).orElseThrow(() -> new Refusal(unknown(name)));
    }

    private Phrase unknown(String name) {
        if (byName.isEmpty()) {
            return Phrase.of("config.secret.none", name);
        }
        Optional<String> nearest = Nearest.to(name, byName.keySet());
        if (nearest.isPresent()) {
            return Phrase.of("config.secret.nearest", name, nearest.get(), String.join(", ", byName.keySet()));
        }
        return Phrase.of("config.secret.unknown", name, String.join(", ", byName.keySet()));
    }
}
