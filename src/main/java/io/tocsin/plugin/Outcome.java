package io.tocsin.plugin;

import io.tocsin.spi.Phrase;
import java.util.List;

/**
 * What became of a change of plugins.
 *
 * @param came names of those that were not in before
 * @param replaced names of those that have a new version
 * @param gone names of those that are no longer in
 * @param kept names of those that stay as they were, because what should have come cannot
 * @param problems what is wrong
 */
public record Outcome(
        List<String> came, List<String> replaced, List<String> gone, List<String> kept, List<Phrase> problems) {

    static final Outcome NOTHING = new Outcome(List.of(), List.of(), List.of(), List.of(), List.of());

    public Outcome {
        came = List.copyOf(came);
        replaced = List.copyOf(replaced);
        gone = List.copyOf(gone);
        kept = List.copyOf(kept);
        problems = List.copyOf(problems);
    }

    static Outcome of(List<String> before, List<String> now, List<Phrase> problems) {
        return new Outcome(
                now.stream().filter(name -> !before.contains(name)).toList(),
                now.stream().filter(before::contains).toList(),
                before.stream().filter(name -> !now.contains(name)).toList(),
                List.of(), problems);
    }

    static Outcome failed(List<String> kept, List<Phrase> problems) {
        return new Outcome(List.of(), List.of(), List.of(), kept, problems);
    }

}
