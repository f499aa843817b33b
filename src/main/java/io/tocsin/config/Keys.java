package io.tocsin.config;

import io.tocsin.spi.Durations;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the configuration by key. Whoever asks for a key makes it known; what nobody has asked for by {@link #finish} is
 * refused. A value that is wrong becomes a problem, and its default is handed out, so that reading goes on and all
 * problems are found at once. A blank value counts as not given. Not safe for use by several threads.
 */
public final class Keys {

    private static final String SECRET = "secret.";

    private final Config config;
    private final Secrets secrets;
    private final Problems problems = new Problems();
    private final SortedMap<String, String> known = new TreeMap<>();
    private final Set<String> confidential = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    public Keys(Config config) {
        this.config = config;
        problems.addAll(config.problems());
        Map<String, Secret> values = new LinkedHashMap<>();
        for (Entry entry : entries(SECRET)) {
            values.put(entry.key().substring(SECRET.length()), new Secret(entry.value()));
        }
        this.secrets = new Secrets(values);
    }

    /** Keys of these values, for tests. */
    public static Keys of(Map<String, String> values) {
        return new Keys(Config.of(values));
    }

    /** The values of {@code secret.NAME}. */
    public Secrets secrets() {
        return secrets;
    }

    public String text(String key, String otherwise) {
        return find(key, otherwise).map(Entry::value).orElse(otherwise);
    }

    public Optional<String> text(String key) {
        return find(key, "").map(Entry::value);
    }

    /** One of a few words, in lower case. */
    public String choice(String key, String otherwise, List<String> allowed) {
        String word = text(key, otherwise).toLowerCase(Locale.ROOT);
        if (allowed.contains(word)) {
            return word;
        }
        problem(key, Phrase.of("config.choice", String.join(", ", allowed)));
        return otherwise;
    }

    public Duration duration(String key, String otherwise) {
        String text = text(key, otherwise);
        try {
            return parse(text);
        } catch (Refusal refusal) {
            problem(key, Phrase.of("config.duration"));
            return parse(otherwise);
        }
    }

    public int number(String key, int otherwise, int least, int most) {
        String text = text(key, String.valueOf(otherwise));
        Optional<Integer> number = whole(text).filter(value -> value >= least && value <= most);
        if (number.isEmpty()) {
            problem(key, Phrase.of("config.number", String.valueOf(least), String.valueOf(most)));
        }
        return number.orElse(otherwise);
    }

    public boolean flag(String key, boolean otherwise) {
        Optional<Boolean> flag = flag(text(key, String.valueOf(otherwise)));
        if (flag.isEmpty()) {
            problem(key, Phrase.of("config.flag"));
        }
        return flag.orElse(otherwise);
    }

    public ZoneId zone(String key, ZoneId otherwise) {
        return zone(key).orElse(otherwise);
    }

    /** A time zone. */
    public Optional<ZoneId> zone(String key) {
        try {
            return text(key).map(Zones::parse);
        } catch (Refusal refusal) {
            problem(key, refusal.phrase());
            return Optional.empty();
        }
    }

    /** The parts of a value that are separated by commas; none when the key is not given. */
    public List<String> list(String key) {
        return list(key, "");
    }

    /** The parts of a value that are separated by commas. A key that is given and blank means none. */
    public List<String> list(String key, String otherwise) {
        String text = entry(key, otherwise).map(Entry::value).orElse(otherwise);
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** A value that is never shown; a {@code ${secret:NAME}} in it is filled in. */
    public Optional<Secret> secret(String key) {
        confidential.add(key);
        return find(key, "").map(entry -> new Secret(fill(key, entry.value())));
    }

    /** Whether a key is given, by whatever value, without making it known. */
    public boolean isSet(String key) {
        return locate(key).isPresent();
    }

    /** The names that follow a prefix: {@code ops} for {@code names("room")} and the key {@code room.ops.zone}. */
    public Set<String> names(String prefix) {
        known.putIfAbsent(prefix + ".*", "");
        Set<String> names = new TreeSet<>();
        for (String key : config.entries().keySet()) {
            addName(names, prefix + ".", key);
        }
        for (String variable : config.variables().keySet()) {
            String start = Variables.of(prefix + ".");
            if (variable.startsWith(start) && !used.contains(variable)) {
                addName(names, "", Variables.part(variable.substring(start.length())));
            }
        }
        return names;
    }

    /**
     * The settings under a prefix, as an adapter or notifier declares them; {@code *} in a declared name stands for a name.
     * Values of the wrong kind are problems and are left out. A list is given as the key itself, or as {@code key.1},
     * {@code key.2} and so on, each value whole.
     */
    public Settings settings(String prefix, List<Setting> declared) {
        return new SettingKeys(this, prefix).read(declared);
    }

    /** All entries under a prefix such as {@code monitor.}, which the caller judges; they count as known. */
    public List<Entry> entries(String prefix) {
        known.putIfAbsent(prefix + "*", "");
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Entry entry : config.entries().values()) {
            if (entry.key().startsWith(prefix)) {
                used.add(entry.key());
                entries.put(entry.key(), entry);
            }
        }
        String start = Variables.of(prefix);
        for (Entry variable : config.variables().values()) {
            if (variable.key().startsWith(start)) {
                used.add(variable.key());
                String rest = variable.key().substring(start.length());
                String key = prefix + (prefix.equals(SECRET) ? rest : Variables.part(rest));
                entries.put(key, variable.renamed(key));
            }
        }
        return List.copyOf(entries.values());
    }

    /** Notes what is wrong with a key's value. */
    public void problem(String key, Phrase what) {
        Optional<Entry> entry = locate(key);
        String shown = entry.map(Entry::value).map(value -> shown(key, value)).orElse("");
        problems.add(key, shown, entry.map(Entry::place).orElse(Place.NOWHERE), secrets.redact(what));
    }

    /** Notes a problem found in what {@link #entries} gave, or elsewhere. */
    public void problem(Problem problem) {
        problems.add(problem);
    }

    /** The known keys, {@code *} where a name stands, and their defaults. */
    public SortedMap<String, String> known() {
        return new TreeMap<>(known);
    }

    /** Refuses the keys and variables that nobody has asked for, and returns all problems. */
    public Problems finish() {
        Unknown unknown = new Unknown(known.keySet());
        Problems all = new Problems();
        all.addAll(problems.all());
        for (Entry entry : config.entries().values()) {
            if (!used.contains(entry.key())) {
                all.add(unknown.key(entry));
            }
        }
        for (Entry variable : config.variables().values()) {
            if (!used.contains(variable.key())) {
                all.add(unknown.variable(variable));
            }
        }
        return all;
    }

    /** An entry that is not blank. */
    Optional<Entry> find(String key, String otherwise) {
        return entry(key, otherwise).filter(entry -> !entry.value().isEmpty());
    }

    void hide(String key) {
        confidential.add(key);
    }

    void declare(String pattern, String otherwise) {
        known.putIfAbsent(pattern, otherwise);
    }

    /** Puts the secrets in the place of their names. */
    String fill(String key, String value) {
        try {
            return secrets.fill(value);
        } catch (Refusal refusal) {
            problem(key, refusal.phrase());
            return "";
        }
    }

    /** Yes or no, as people write it. */
    public static Optional<Boolean> flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> Optional.of(true);
            case "false", "no", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<Integer> whole(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** A length of time; also {@code 0}, as people write it. */
    public static Duration parse(String text) {
        return text.equals("0") ? Duration.ZERO : Durations.parse(text);
    }

    private Optional<Entry> entry(String key, String otherwise) {
        known.putIfAbsent(key, otherwise);
        Optional<Entry> found = locate(key);
        found.ifPresent(entry -> used.add(entry.key()));
        return found.map(entry -> new Entry(key, entry.value().strip(), entry.place()));
    }

    private Optional<Entry> locate(String key) {
        return Optional.ofNullable(config.entries().get(key))
                .or(() -> Optional.ofNullable(config.variables().get(Variables.exact(key))))
                .or(() -> Optional.ofNullable(config.variables().get(Variables.of(key))));
    }

    private String shown(String key, String value) {
        if (key.startsWith(SECRET) || confidential.contains(key)) {
            return Secret.HIDDEN;
        }
        return secrets.redact(value);
    }

    private static void addName(Set<String> names, String prefix, String key) {
        if (!key.startsWith(prefix) || key.length() == prefix.length()) {
            return;
        }
        String rest = key.substring(prefix.length());
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        if (!name.isEmpty()) {
            names.add(name);
        }
    }
}
