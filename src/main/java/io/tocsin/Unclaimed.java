package io.tocsin;

import io.tocsin.config.Keys;
import io.tocsin.config.Nearest;
import io.tocsin.config.Problem;
import io.tocsin.plugin.Extensions;
import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Keys and rooms of channels that nobody knows before the plugins have started, because one of them may bring the channel
 * only then. They do not keep the bot from starting; what is still unknown afterwards is told.
 */
final class Unclaimed {

    private final Map<Problem, String> kinds = new LinkedHashMap<>();
    private boolean bringers;

    /**
     * The problems, but for what may turn out to be none.
     *
     * @param channels that are known already
     * @param foreign whether there are plugins that may bring more
     */
    List<Problem> sift(Keys keys, Collection<String> channels, boolean foreign) {
        bringers |= foreign;
        return bringers ? sift(keys, channels) : keys.finish().all();
    }

    private List<Problem> sift(Keys keys, Collection<String> channels) {
        kinds.clear();
        Set<String> known = new TreeSet<>(channels);
        keys.known().keySet().forEach(key -> known.add(key.replaceFirst("\\..*", "")));
        List<Problem> left = new ArrayList<>();
        for (Problem problem : keys.finish().all()) {
            String kind = kind(problem);
            if (kind.isEmpty() || known.contains(kind) || Nearest.to(kind, known).isPresent()) {
                left.add(problem);
            } else {
                kinds.put(problem, kind);
            }
        }
        return left;
    }

    private static String kind(Problem problem) {
        return switch (problem.what().key()) {
            case "config.unknown", "config.unknown.nearest" -> channelOf(problem.key());
            case "room.no-channel" -> problem.shown().replaceFirst(":.*", "");
            default -> "";
        };
    }

    /** Every key of a channel has a dot. */
    private static String channelOf(String key) {
        return key.substring(0, Math.max(0, key.indexOf('.')));
    }

    /**
     * What no channel accounts for that is there.
     *
     * @param wanted the keys that are asked about
     */
    List<Phrase> left(Extensions extensions, Predicate<String> wanted) {
        Set<String> channels = new TreeSet<>();
        extensions.adapters().forEach(factory -> channels.add(factory.kind()));
        extensions.notifiers().forEach(factory -> channels.add(factory.kind()));
        return kinds.entrySet().stream()
                .filter(unclaimed -> !channels.contains(unclaimed.getValue()))
                .map(Map.Entry::getKey)
                .filter(problem -> wanted.test(problem.key()))
                .map(Problem::phrase)
                .toList();
    }
}
