package io.tocsin.config;

import io.tocsin.spi.Phrase;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts environment variables in the place of {@code ${NAME}} and {@code ${NAME:-otherwise}}. {@code ${secret:NAME}} stays
 * for the reader of the key; {@code $${} stands for {@code ${} itself.
 */
final class Substitution {

    private static final Pattern REFERENCE =
            Pattern.compile(
                    "\\$\\$\\{|\\$\\{secret:[^}]*}|\\$\\{(?<name>[A-Za-z_]\\w*)(:-(?<otherwise>[^}]*))?}|\\$\\{");

    private final Map<String, String> environment;
    private final Problems problems;

    Substitution(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    Entry fill(Entry entry) {
        if (!entry.value().contains("${")) {
            return entry;
        }
        String filled = REFERENCE.matcher(entry.value())
                .replaceAll(reference -> Matcher.quoteReplacement(value(reference, entry)));
        return new Entry(entry.key(), filled, entry.place());
    }

    private String value(MatchResult reference, Entry entry) {
        String name = reference.group("name");
        if (name == null) {
            return other(reference.group(), entry);
        }
        String value = environment.getOrDefault(name, "");
        String otherwise = reference.group("otherwise");
        if (otherwise != null) {
            return value.isEmpty() ? otherwise : value;
        }
        if (!environment.containsKey(name)) {
            problems.add(entry.key(), "", entry.place(), Phrase.of("config.environment.unset", name));
        }
        return value;
    }

    private String other(String reference, Entry entry) {
        if (reference.equals("$${")) {
            return "${";
        }
        if (reference.equals("${")) {
            problems.add(entry.key(), "", entry.place(), Phrase.of("config.environment.malformed"));
        }
        return reference;
    }
}
