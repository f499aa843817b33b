package io.tocsin.source;

import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives monitors of one name names of their own, because people say names in chat: {@code group/name}, or else
 * {@code name@host}, or as much more of the address as it takes. All of them are renamed, whatever their order, so that a
 * file that is sorted anew means the same monitors.
 */
final class UniqueNames {

    private static final int LONGEST = 100;
    private static final List<Function<Draft, String>> WAYS = List.of(
            draft -> draft.group().isEmpty() ? draft.name() : draft.group() + "/" + draft.name(),
            draft -> draft.name() + "@" + address(draft).replaceFirst("[/?#].*", ""),
            draft -> draft.name() + "@" + address(draft),
            draft -> draft.name() + "@" + scheme(draft) + address(draft));

    private UniqueNames() {}

    static List<Written> of(List<Written> monitors) {
        Map<String, List<Draft>> byName = new HashMap<>();
        for (Written written : monitors) {
            byName.computeIfAbsent(key(written.draft().name()), name -> new ArrayList<>(1)).add(written.draft());
        }
        if (byName.size() == monitors.size()) {
            return monitors;
        }
        return monitors.stream()
                .map(written -> renamed(written, byName))
                .toList();
    }

    private static Written renamed(Written written, Map<String, List<Draft>> byName) {
        Draft draft = written.draft();
        List<Draft> equals = byName.getOrDefault(key(draft.name()), List.of());
        if (equals.size() < 2) {
            return written;
        }
        for (Function<Draft, String> way : WAYS) {
            if (tellsApart(way, equals)) {
                return written.named(usable(way.apply(draft)));
            }
        }
        return written;
    }

    private static boolean tellsApart(Function<Draft, String> way, List<Draft> drafts) {
        Set<String> names = new HashSet<>();
        return drafts.stream().allMatch(draft -> names.add(key(usable(way.apply(draft)))));
    }

    private static String usable(String name) {
        String usable = name.replaceAll("[^\\p{L}\\p{N} ._:/@+-]", "-");
        return usable.length() > LONGEST ? usable.substring(0, LONGEST) : usable;
    }

    /** The address without scheme, user and password. */
    private static String address(Draft draft) {
        return draft.target().substring(scheme(draft).length()).replaceFirst("^[^/?#]*@", "");
    }

    private static String scheme(Draft draft) {
        int end = draft.target().indexOf("://");
        return end < 0 ? "" : draft.target().substring(0, end + 3);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
