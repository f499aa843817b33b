package io.tocsin.upkeep;

import io.tocsin.plugin.Outcome;
import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.List;

/**
 * What has become of a file or directory, in words.
 *
 * @param millis how long that took
 */
record Report(String place, long millis, Outcome outcome) {

    List<Phrase> lines() {
        List<Phrase> lines = new ArrayList<>();
        outcome.came().forEach(name -> lines.add(Phrase.of("plugin.live.came", name, place, Long.toString(millis))));
        outcome.replaced()
                .forEach(name -> lines.add(Phrase.of("plugin.live.replaced", name, place, Long.toString(millis))));
        outcome.gone().forEach(name -> lines.add(Phrase.of("plugin.live.gone", name, place)));
        problems().forEach(lines::add);
        return lines;
    }

    /** What is wrong, and that the version before stays. */
    List<Phrase> problems() {
        List<Phrase> lines = new ArrayList<>(outcome.problems());
        if (!lines.isEmpty() && !outcome.kept().isEmpty()) {
            lines.set(lines.size() - 1, Phrase.of(
                    "plugin.live.kept", lines.getLast(), String.join(", ", outcome.kept())));
        }
        return lines;
    }
}
