package io.tocsin.monitor;

import io.tocsin.condition.Outcome;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Result;
import io.tocsin.spi.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * One finished check, judged.
 *
 * @param planned when it was to begin
 * @param began when it began
 * @param result what was seen
 * @param verdict what the conditions say of it
 */
public record Seen(Instant planned, Instant began, Result result, Verdict verdict) {

    public Level level() {
        return verdict.level();
    }

    /** Whether it says anything of the target. */
    public boolean judged() {
        return level() != Level.UNKNOWN;
    }

    /** The response time. */
    public Duration time() {
        return result.phases().totalTime();
    }

    /** What is wrong, in a few words; meant for checks that were not good. */
    public Phrase cause() {
        if (verdict.failure().isPresent()) {
            return verdict.failure().get();
        }
        for (Outcome outcome : verdict.failures()) {
            if (outcome.why().isPresent()) {
                return outcome.why().get();
            }
        }
        return result.statusText().isEmpty() ? Phrase.of("monitor.answered", time()) : answer();
    }

    /** What was answered; how fast, where that is what is wrong, and what was expected, where the status does not say it. */
    private Phrase answer() {
        List<String> failed = unmet().stream().map(text -> text.replaceFirst("^warn:\\s*", "")).toList();
        if (failed.stream().anyMatch(text -> text.contains("[RESPONSE_TIME]"))) {
            return Phrase.of("monitor.answered-with", result.statusText(), time());
        }
        boolean told = failed.isEmpty() || failed.stream().anyMatch(text -> text.contains("[STATUS]"));
        String first = failed.isEmpty() ? "" : failed.getFirst();
        return told
                ? Phrase.literal(result.statusText())
                : Phrase.of("monitor.answered-but", result.statusText(),
                        first.length() <= 80 ? first : first.substring(0, 80) + "...");
    }

    /** The conditions that failed, as they are written. */
    public List<String> unmet() {
        return verdict.failures().stream().map(outcome -> outcome.condition().text()).toList();
    }

    /** What each location saw, by how the location is shown; nothing where there is but one. */
    public SequencedMap<String, Seen> places() {
        SequencedMap<String, Seen> places = new LinkedHashMap<>();
        for (int i = 0; i < verdict.places().size(); i++) {
            Sight sight = result.sights().get(i);
            places.put(sight.from().shown(), new Seen(planned, began, sight.result(), verdict.places().get(i)));
        }
        return places;
    }

    /** The conditions that failed, as lines of a message; of several locations the whole table. */
    public List<ConditionLine> failedConditions() {
        if (!verdict.places().isEmpty()) {
            return verdict.findings();
        }
        return lines(verdict.failures(), verdict.findings().stream().filter(line -> !line.passed()).toList());
    }

    /** All conditions that were judged, as lines of a message. */
    public List<ConditionLine> conditions() {
        return lines(verdict.outcomes(), verdict.findings());
    }

    private static List<ConditionLine> lines(List<Outcome> outcomes, List<ConditionLine> findings) {
        return Stream.concat(
                outcomes.stream()
                        .map(outcome -> new ConditionLine(outcome.passed(), outcome.warning(), outcome.shown())),
                findings.stream()).toList();
    }
}
