package io.tocsin;

import io.tocsin.aws.S3;
import io.tocsin.config.Keys;
import io.tocsin.config.Problem;
import io.tocsin.config.Problems;
import io.tocsin.http.BoundedHttp;
import io.tocsin.monitor.Origin;
import io.tocsin.source.MonitorSource;
import io.tocsin.source.MonitorSource.Asking;
import io.tocsin.source.MonitorSource.News;
import io.tocsin.spi.Http;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.watch.Definitions;
import io.tocsin.watch.Definitions.Replaced;
import io.tocsin.watch.Plans;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Keeps what is watched as {@code monitors.file} has it, and tells what became of each change of it. */
final class MonitorsFile {

    /** What was refused may be right later without having changed: a name may become free. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private static final int MOST_PROBLEMS = 10;
    private static final int MOST_NOTES = 200;

    private final String location;
    private final MonitorSource source;
    private final Definitions definitions;
    private final Plans plans;
    private final Consumer<Phrase> admin;
    private final InstantSource clock;
    private boolean first = true;
    private Optional<News.Found> refused = Optional.empty();
    private List<Problem> told = List.of();
    private Instant again = Instant.MIN;
    private Optional<CompletableFuture<News>> begun = Optional.empty();

    /** What takes in what is read. */
    record Taking(Definitions definitions, Plans plans) {}

    MonitorsFile(
            String location, MonitorSource source, Taking taking, Consumer<Phrase> admin,
            InstantSource clock) {
        this.location = location;
        this.source = source;
        this.definitions = taking.definitions;
        this.plans = taking.plans;
        this.admin = admin;
        this.clock = clock;
    }

    /** What {@code monitors.file} names, if anything; a problem is noted. */
    static Optional<MonitorSource> source(BotSettings settings, BoundedHttp http, InstantSource clock, Keys keys) {
        String location = settings.monitorsFile();
        if (location.isEmpty()) {
            return Optional.empty();
        }
        Http longer = http.upTo(MonitorSource.LONGEST_ANSWER);
        try {
            Http asked = longer;
            if (S3.means(location)) {
                S3.check(location);
                asked = new S3(longer, http.unguarded(), settings.s3(), System.getenv(), clock);
            }
            return Optional.of(MonitorSource.of(
                    location, new Asking(settings.monitorsRefresh(), asked, clock), settings.gatus()));
        } catch (Refusal refusal) {
            keys.problem("monitors.file", refusal.phrase());
            return Optional.empty();
        }
    }

    /** Has it read beside what else is done, since a large file or a slow server takes a while. */
    void begin() {
        begun = Optional.of(CompletableFuture.supplyAsync(
                source::poll, Thread.ofPlatform().daemon().name("monitors-file")::start));
    }

    /** Takes in what has changed. */
    void look() {
        News news = begun.map(CompletableFuture::join).orElseGet(source::poll);
        begun = Optional.empty();
        switch (news) {
            case News.Unchanged _ -> refused.filter(found -> !clock.instant().isBefore(again)).ifPresent(this::take);
            case News.Broken broken -> {
                refused = Optional.empty();
                tell(broken.problems());
            }
            case News.Found found -> {
                told = List.of();
                take(found);
            }
        }
        first = false;
    }

    private void take(News.Found found) {
        Replaced done = definitions.replace(Origin.FILE, found.monitors());
        if (!done.problems().isEmpty()) {
            refused = Optional.of(found);
            again = clock.instant().plus(AGAIN);
            if (!done.problems().equals(told)) {
                tell(done.problems());
            }
            return;
        }
        refused = Optional.empty();
        if (!first || !told.isEmpty()) {
            admin.accept(Phrase.of("root.monitors-applied", location, done.changed(), done.removed()));
        }
        told = List.of();
        List<Problem> notes = new ArrayList<>(found.warnings());
        notes.addAll(done.notes());
        note(notes);
        plans.replace(Origin.FILE, found.windows())
                .forEach(note -> admin.accept(Phrase.of("root.note", note)));
    }

    private void tell(List<Problem> problems) {
        told = problems;
        admin.accept(Phrase.of("root.monitors-refused", location, problems.size()));
        lines(problems, MOST_PROBLEMS).forEach(admin);
    }

    /** Nothing that is left out goes unsaid; many notes are a few messages. */
    private void note(List<Problem> notes) {
        List<Phrase> lines = lines(notes, MOST_NOTES).stream().map(line -> Phrase.of("root.note", line)).toList();
        if (lines.size() <= MOST_PROBLEMS) {
            lines.forEach(admin);
            return;
        }
        for (int from = 0; from < lines.size(); from += MOST_PROBLEMS) {
            lines.subList(from, Math.min(lines.size(), from + MOST_PROBLEMS)).stream()
                    .reduce((some, next) -> Phrase.of("root.notes", some, next))
                    .ifPresent(admin);
        }
    }

    private static List<Phrase> lines(List<Problem> problems, int most) {
        Problems all = new Problems();
        all.addAll(problems);
        return all.lines(most);
    }
}
