package io.tocsin;

import io.tocsin.config.Keys;
import io.tocsin.config.Nearest;
import io.tocsin.config.Problem;
import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keys and rooms of channels that nobody knows before the plugins have started, because one of them may bring the channel
 * only then. They do not keep the bot from starting; what is still unknown afterwards is told.
 */
final class Unclaimed {

    private final Map<Problem, String> kinds = new LinkedHashMap<>();

    /**
     * The problems, but for what may turn out to be none.
     *
     * @param channels that are known already
     */
    List<Problem> sift(Keys keys, Collection<String> channels) {
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

    /** What none of these channels accounts for. */
    List<Phrase> left(Collection<String> channels) {
        return kinds.entrySet().stream()
                .filter(unclaimed -> !channels.contains(unclaimed.getValue()))
                .map(unclaimed -> unclaimed.getKey().phrase())
                .toList();
    }
}
