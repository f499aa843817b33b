package io.tocsin.source;

import io.tocsin.config.Nearest;
import io.tocsin.config.Place;
import io.tocsin.monitor.Written.Spot;
import io.tocsin.spi.Durations;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One object of a source, read by name. A value of the wrong kind is a problem and counts as not given; what nobody has
 * asked for is left for {@link #refuseOthers} or {@link #others}.
 */
final class Section {

    private final Reading reading;
    private final String path;
    private final Node.Fields node;
    private final Set<String> asked = new HashSet<>();

    Section(Reading reading, String path, Node.Fields node) {
        this.reading = reading;
        this.path = path;
        this.node = node;
    }

    String path() {
        return path;
    }

    Place place() {
        return node.place();
    }

    boolean has(String key) {
        return node.fields().containsKey(key);
    }

    /** A scalar that is not blank. */
    Optional<String> text(String key) {
        Optional<Node> value = value(key);
        if (value.isEmpty() || value.get() instanceof Node.Nothing) {
            return Optional.empty();
        }
        if (value.get() instanceof Node.Text text) {
            return Optional.of(text.value()).filter(written -> !written.isBlank());
        }
        problem(key, "", Phrase.of("source.text"));
        return Optional.empty();
    }

    /** A scalar that must be there. */
    Optional<String> required(String key, Phrase whatItIs) {
        Optional<String> text = text(key);
        boolean wrongKind =
                value(key).filter(value -> !(value instanceof Node.Nothing || value instanceof Node.Text)).isPresent();
        if (text.isEmpty() && !wrongKind) {
            reading.problem(path(key), "", placeOf(key), missing(key, whatItIs));
        }
        return text.map(String::strip);
    }

    Optional<Duration> duration(String key) {
        return text(key).flatMap(text -> duration(key, text));
    }

    OptionalInt number(String key, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get().strip());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException notANumber) {
            problem(key, text.get(), number(least, most));
            return OptionalInt.empty();
        }
        problem(key, text.get(), number(least, most));
        return OptionalInt.empty();
    }

    Optional<Boolean> flag(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.get().strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> Optional.of(true);
            case "false", "no", "off" -> Optional.of(false);
            default -> {
                problem(key, text.get(), Phrase.of("config.flag"));
                yield Optional.empty();
            }
        };
    }

    /** One scalar or a list of them, each whole. */
    List<String> texts(String key) {
        return value(key).map(value -> texts(key, value)).orElse(List.of());
    }

    /** Where the values of a key stand. */
    List<Spot> spots(String key) {
        return values(key, Node.Text::value);
    }

    /** The same for values that may be secret. */
    List<Spot> hiddenSpots(String key) {
        return values(key, text -> "");
    }

    private List<Spot> values(String key, Function<Node.Text, String> shown) {
        Node value = has(key) ? Objects.requireNonNull(node.fields().get(key)).node() : new Node.Nothing(place());
        List<Node> nodes = value instanceof Node.Items items ? items.nodes() : List.of(value);
        List<Spot> spots = new ArrayList<>();
        for (Node one : nodes) {
            if (one instanceof Node.Text text) {
                spots.add(new Spot(key, shown.apply(text), text.place()));
            }
        }
        return spots;
    }

    /** Words in a list, or separated by commas. */
    List<String> words(String key) {
        return texts(key).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Names in a list, each whole; or in one text, separated by commas. */
    List<String> names(String key) {
        boolean list = value(key).filter(Node.Items.class::isInstance).isPresent();
        return list
                ? texts(key).stream().map(String::strip).filter(name -> !name.isEmpty()).toList()
                : words(key);
    }

    /** An object within this one. */
    Optional<Section> section(String key) {
        Optional<Node> value = value(key);
        if (value.isEmpty() || value.get() instanceof Node.Nothing) {
            return Optional.empty();
        }
        if (value.get() instanceof Node.Fields fields) {
            return Optional.of(new Section(reading, path(key), fields));
        }
        problem(key, "", Phrase.of("source.object"));
        return Optional.empty();
    }

    /** A list of objects within this one. */
    List<Section> sections(String key) {
        Optional<Node> value = value(key);
        if (value.isEmpty() || value.get() instanceof Node.Nothing) {
            return List.of();
        }
        if (!(value.get() instanceof Node.Items items)) {
            problem(key, "", Phrase.of("source.list"));
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (int index = 0; index < items.nodes().size(); index++) {
            String name = path(key) + "[" + index + "]";
            switch (items.nodes().get(index)) {
                case Node.Fields fields -> sections.add(new Section(reading, name, fields));
                case Node.Text text -> reading.problem(name, text.value(), text.place(), Phrase.of("source.object"));
                case Node other -> reading.problem(name, "", other.place(), Phrase.of("source.object"));
            }
        }
        return sections;
    }

    /** Scalars by name, as HTTP headers are written. */
    Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        section(key).ifPresent(section -> {
            for (String name : section.node.fields().sequencedKeySet()) {
                section.text(name).ifPresent(text -> map.put(name, text));
            }
        });
        return map;
    }

    /** The names nobody has asked for. */
    Set<String> others() {
        Set<String> others = new TreeSet<>(node.fields().keySet());
        others.removeAll(asked);
        return others;
    }

    /** Whether the value of a name is only there to be referred to. */
    boolean isReferredTo(String key) {
        return has(key) && Objects.requireNonNull(node.fields().get(key)).isReferredTo();
    }

    /** Takes a name for read. */
    void skip(String key) {
        asked.add(key);
    }

    /** Warns of names that others know and this bot does not support. */
    void unsupported(String general, Collection<String> names) {
        for (String name : new TreeSet<>(names)) {
            if (has(name)) {
                asked.add(name);
                reading.unsupported(general + name, placeOf(name));
            }
        }
    }

    /** Refuses what nobody has asked for. */
    void refuseOthers(Collection<String> alsoKnown) {
        Set<String> others = others();
        if (others.isEmpty()) {
            return;
        }
        Set<String> known = new TreeSet<>(asked);
        known.addAll(alsoKnown);
        for (String name : others) {
            Optional<String> nearest = Nearest.to(name, known);
            Phrase what = nearest.isPresent()
                    ? Phrase.of("source.unknown.nearest", nearest.get())
                    : Phrase.of("source.unknown", String.join(", ", known));
            reading.problem(path(name), "", placeOf(name), what);
        }
    }

    void problem(String key, String shown, Phrase what) {
        reading.problem(path(key), shown, placeOf(key), what);
    }

    Place placeOf(String key) {
        return has(key) ? Objects.requireNonNull(node.fields().get(key)).place() : node.place();
    }

    private Phrase missing(String key, Phrase whatItIs) {
        Optional<String> nearest = Nearest.to(key, others());
        if (nearest.isPresent()) {
            return Phrase.of("source.missing.nearest", nearest.get(), key);
        }
        return Phrase.of("source.missing", whatItIs);
    }

    private Optional<Duration> duration(String key, String text) {
        try {
            Duration duration = text.strip().equals("0") ? Duration.ZERO : Durations.parse(text.strip());
            return Optional.of(duration);
        } catch (Refusal refusal) {
            problem(key, text, Phrase.of("config.duration"));
            return Optional.empty();
        }
    }

    private List<String> texts(String key, Node value) {
        return switch (value) {
            case Node.Nothing nothing -> List.of();
            case Node.Text text -> List.of(text.value());
            case Node.Items items -> items(key, items);
            case Node.Fields fields -> {
                problem(key, "", Phrase.of("source.texts"));
                yield List.of();
            }
        };
    }

    private List<String> items(String key, Node.Items items) {
        List<String> texts = new ArrayList<>();
        for (Node item : items.nodes()) {
            if (item instanceof Node.Text text) {
                texts.add(text.value());
                continue;
            }
            reading.problem(path(key), "", item.place(), Phrase.of("source.texts"));
        }
        return texts;
    }

    private Optional<Node> value(String key) {
        asked.add(key);
        return Optional.ofNullable(node.fields().get(key)).map(Node.Field::node);
    }

    private static Phrase number(int least, int most) {
        return Phrase.of("config.number", String.valueOf(least), String.valueOf(most));
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
