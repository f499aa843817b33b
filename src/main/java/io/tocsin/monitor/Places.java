package io.tocsin.monitor;

import io.tocsin.condition.Outcome;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Result;
import io.tocsin.spi.Sight;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges what several locations saw: each by the conditions, and the whole by how many were bad. */
final class Places {

    private static final Catalogue WORDS = Catalogue.english();
    private static final int MOST_NAMED = 5;
    private static final int LONGEST = 300;
    private static final int KILO = 1_000;

    private Places() {}

    /** A location's line of the table. */
    private record Place(Sight sight, Verdict verdict) {

        boolean good() {
            return verdict.level() == Level.UP;
        }

        String name() {
            return sight.from().shown();
        }

        ConditionLine line() {
            String text = WORDS.say("monitor.place", name(), words()).replaceAll("\\s+", " ");
            return new ConditionLine(good(), verdict.level() == Level.DEGRADED,
                    text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...");
        }

        private String words() {
            Result result = sight.result();
            List<String> parts = new ArrayList<>();
            if (verdict.failure().isPresent()) {
                parts.add(WORDS.say(verdict.failure().get()));
            } else if (!result.statusText().isEmpty()) {
                parts.add(result.statusText());
            }
            if (result.phases().total() > 0) {
                parts.add(WORDS.say(Words.length(result.phases().totalTime())) + phases(result.phases()));
            }
            result.ip().ifPresent(parts::add);
            if (verdict.failure().isEmpty() && result.bytes() > 0) {
                parts.add(size(result.bytes()));
            }
            verdict.failures().stream().map(Outcome::shown).forEach(parts::add);
            verdict.findings().stream().filter(line -> !line.passed()).map(ConditionLine::text).forEach(parts::add);
            return String.join(", ", parts);
        }

        /** One part says no more than the whole. */
        private static String phases(Phases phases) {
            if (phases.total() == phases.firstByte()) {
                return "";
            }
            List<String> parts = new ArrayList<>();
            phase(parts, "dns", phases.dns());
            phase(parts, "connect", phases.connect());
            phase(parts, "tls", phases.tls());
            phase(parts, "first-byte", phases.firstByte());
            phase(parts, "download", phases.download());
            return " (" + String.join(", ", parts) + ")";
        }

        private static void phase(List<String> parts, String name, long nanos) {
            if (nanos > 0) {
                parts.add(WORDS.say("monitor.phase." + name,
                        Long.toString(Math.max(1, Duration.ofNanos(nanos).toMillis()))));
            }
        }

        private static String size(long bytes) {
            return bytes < KILO ? bytes + " B" : String.format(Locale.ROOT, "%.1f kB", bytes / (double) KILO);
        }
    }

    static Verdict judge(Result whole, Function<Result, Verdict> judge) {
        List<Place> places = whole.sights().stream()
                .map(sight -> new Place(sight, judge.apply(sight.result())))
                .toList();
        Level level = level(places, whole.quorum());
        Map<Boolean, List<Place>> sorted = places.stream().collect(Collectors.partitioningBy(Place::good));
        List<Place> bad = sorted.getOrDefault(false, List.of());
        List<ConditionLine> lines = Stream.concat(bad.stream(), sorted.getOrDefault(true, List.of()).stream())
                .map(Place::line)
                .toList();
        return new Verdict(
                level, List.of(), lines,
                Stream.of(level).filter(it -> it != Level.UP).map(_ -> cause(bad, places.size())).findFirst(),
                places.stream().map(Place::verdict).toList());
    }

    private static Level level(List<Place> places, int quorum) {
        long down = places.stream().filter(place -> place.verdict().level() == Level.DOWN).count();
        if (down >= quorum) {
            return Level.DOWN;
        }
        return places.stream().filter(place -> !place.good()).count() >= quorum ? Level.DEGRADED : Level.UP;
    }

    /** Such as {@code bad from 2 of 3 locations: Tokyo (IIJ), Paris}. */
    private static Phrase cause(List<Place> bad, int all) {
        String names = bad.stream().limit(MOST_NAMED).map(Place::name).collect(Collectors.joining(", "));
        return Phrase.of("monitor.places", Integer.toString(bad.size()), Integer.toString(all),
                bad.size() > MOST_NAMED ? names + ", ..." : names);
    }
}
