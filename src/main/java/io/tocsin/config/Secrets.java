package io.tocsin.config;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The values of {@code secret.NAME}, which texts elsewhere name as {@code ${secret:NAME}}. Safe for several threads. */
public final class Secrets {

    private static final Pattern NAMED = Pattern.compile("\\$\\{secret:([^}]*)}");
    private static final Pattern BASIC = Pattern.compile("(Basic +)([A-Za-z0-9+/]+={0,2})");
    /** Shorter ones would be found in half of all texts. */
    private static final int SHORTEST_REDACTED = 4;

    /** Values that were written where they are used, and have no name. */
    private final Set<Secret> nameless = ConcurrentHashMap.newKeySet();
    private volatile Values values;

    /** The secrets at one time. */
    private record Values(TreeMap<String, Secret> byName, List<String> longestFirst) {

        static Values of(Map<String, Secret> byName, Set<Secret> nameless) {
            List<String> longestFirst = Stream.concat(byName.values().stream(), nameless.stream())
                    .map(Secret::reveal)
                    .flatMap(value -> Stream.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8)))
                    .filter(value -> value.length() >= SHORTEST_REDACTED)
                    .distinct()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList();
            return new Values(new TreeMap<>(byName), longestFirst);
        }
    }

    public Secrets(Map<String, Secret> byName) {
        this.values = Values.of(byName, nameless);
    }

    /** Takes the values of others in place of its own, as after the configuration was changed. */
    public synchronized void become(Secrets others) {
        values = Values.of(others.values.byName, nameless);
    }

    /** Takes care that these are not shown either, from now on. */
    public synchronized void hide(Collection<Secret> others) {
        if (nameless.addAll(others)) {
            values = Values.of(values.byName, nameless);
        }
    }

    public static Secrets none() {
        return new Secrets(Map.of());
    }

    /** Whether a text names a secret. */
    public static boolean named(String text) {
        return NAMED.matcher(text).find();
    }

    /** Whether a text names one of these secrets. */
    public static boolean names(String text, Collection<String> secrets) {
        return NAMED.matcher(text).results()
                .anyMatch(named -> secrets.stream()
                        .anyMatch(secret -> Variables.loose(secret).equals(Variables.loose(named.group(1)))));
    }

    /** Looks a secret up by its name; a name from the environment is found in lower case and with dashes too. */
    public Optional<Secret> find(String name) {
        TreeMap<String, Secret> byName = values.byName;
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
        for (String value : values.longestFirst) {
            redacted = redacted.replace(value, Secret.HIDDEN);
        }
        return values.longestFirst.isEmpty() || !redacted.contains("Basic ")
                ? redacted
                : BASIC.matcher(redacted).replaceAll(found -> Matcher.quoteReplacement(
                        holdsOne(found.group(2)) ? found.group(1) + Secret.HIDDEN : found.group()));
    }

    /** Whether a secret is the user or password of basic authentication. */
    private boolean holdsOne(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return values.longestFirst.stream().anyMatch(decoded::contains);
        } catch (IllegalArgumentException otherText) {
            return false;
        }
    }

    /** Hides every secret that occurs in what a phrase says. */
    public Phrase redact(Phrase phrase) {
        return new Phrase(phrase.key(), phrase.values().stream().map(this::redactValue).toList());
    }

    private Object redactValue(Object value) {
        return switch (value) {
            case String text -> redact(text);
            case Phrase inner -> redact(inner);
            default -> value;
        };
    }

    /** Hides every secret that occurs in bytes that somebody sent. */
    public byte[] redact(byte[] bytes) {
        if (values.longestFirst.isEmpty() || bytes.length == 0) {
            return bytes;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        String redacted = redact(text);
        return redacted.equals(text) ? bytes : redacted.getBytes(StandardCharsets.UTF_8);
    }

    private String get(String name) {
        return find(name).map(Secret::reveal).orElseThrow(() -> new Refusal(unknown(name)));
    }

    private Phrase unknown(String name) {
        TreeMap<String, Secret> byName = values.byName;
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
