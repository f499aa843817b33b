package io.tocsin.source;

import io.tocsin.config.Entry;
import io.tocsin.config.Keys;
import io.tocsin.config.Place;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code monitor.<name>.<word>} of the configuration. A word that may be said several times is followed by a number:
 * {@code monitor.shop.expect.1}, {@code monitor.shop.expect.2}. The name itself may contain dots.
 */
public final class MonitorKeys {

    private static final String PREFIX = "monitor.";
    private static final Pattern KEY =
            Pattern.compile("(?<name>.+)\\.(?<word>[^.]*[^.\\d][^.]*)(\\.(?<number>\\d{1,6}))?");

    private final Map<String, SequencedMap<String, Values>> monitors = new LinkedHashMap<>();

    /** The values of one word by their numbers; a value without a number comes first. */
    private record Values(Place place, TreeMap<Integer, Node> numbered) {}

    private MonitorKeys() {}

    /** The monitors; what is wrong with them is among the problems of the keys. */
    public static List<Written> read(Keys keys) {
        MonitorKeys monitorKeys = new MonitorKeys();
        for (Entry entry : keys.entries(PREFIX)) {
            monitorKeys.add(entry, keys);
        }
        return monitorKeys.drafts(keys);
    }

    private void add(Entry entry, Keys keys) {
        Matcher key = KEY.matcher(entry.key().substring(PREFIX.length()));
        if (!key.matches()) {
            keys.problem(entry.key(), Phrase.of("source.key"));
            return;
        }
        int number = key.group("number") == null ? -1 : Integer.parseInt(key.group("number"));
        monitors.computeIfAbsent(key.group("name"), name -> new LinkedHashMap<>())
                .computeIfAbsent(key.group("word"), word -> new Values(entry.place(), new TreeMap<>()))
                .numbered()
                .put(number, new Node.Text(entry.value(), entry.place()));
    }

    private List<Written> drafts(Keys keys) {
        Reading reading = new Reading();
        List<Written> drafts = new ArrayList<>();
        monitors.forEach((name, words) -> {
            SequencedMap<String, Node.Field> fields = new LinkedHashMap<>();
            words.forEach((word, values) -> fields.put(word, new Node.Field(node(values), false, values.place())));
            Place place = words.firstEntry().getValue().place();
            Section section = new Section(reading, PREFIX + name, new Node.Fields(fields, place));
            DraftFields.withSettings(section, name).ifPresent(drafts::add);
        });
        reading.content().problems().forEach(keys::problem);
        return drafts;
    }

    private static Node node(Values values) {
        if (values.numbered().size() == 1) {
            return values.numbered().firstEntry().getValue();
        }
        return new Node.Items(List.copyOf(values.numbered().values()), values.place());
    }
}
