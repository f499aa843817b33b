package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentStore;
import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Talk;
import io.tocsin.status.History;
import io.tocsin.status.StatusStore;
import io.tocsin.text.Words;
import io.tocsin.watch.MonitorView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** What was: changes of status, response times, uptime. */
final class HistoryCommands {

    private static final int CHANGES = 15;
    private static final int INCIDENTS = 5_000;
    private static final SequencedMap<String, Duration> SPANS = new LinkedHashMap<>();

    static {
        SPANS.put("24h", Duration.ofHours(24));
        SPANS.put("7d", Duration.ofDays(7));
        SPANS.put("30d", Duration.ofDays(30));
        SPANS.put("90d", Duration.ofDays(90));
    }

    private final Supplier<Desk> desk;

    HistoryCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        return List.of(
                Say.command("history", "history")
                        .value("monitor", Kind.SELECTOR)
                        .example("history shop")
                        .run(this::history),
                Say.command("uptime", "uptime")
                        .value("monitor", Kind.SELECTOR)
                        .optional("span", Kind.WORD)
                        .example("uptime shop 30d")
                        .run(this::uptime));
    }

    private void history(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        Monitor monitor = Picked.one(desk.get(), arguments.text("monitor")).monitor();
        List<String> lines = new ArrayList<>();
        lines.add(responses(talk, monitor, Duration.ofHours(1)));
        lines.add(responses(talk, monitor, Duration.ofHours(24)));
        List<StatusStore.Past> changes =
                desk.get().database().read(tx -> StatusStore.transitions(tx, monitor.id(), CHANGES));
        for (StatusStore.Past change : changes) {
            String incident = change.incident().isPresent() ? "  #" + change.incident().getAsLong() : "";
            lines.add("  " + Words.time(change.at(), talk.now(), talk.zone()) + "  " + change.from() + " -> "
                    + change.to()
                    + incident);
        }
        if (changes.isEmpty()) {
            lines.add("  " + talk.catalogue().say("command.no-changes"));
        }
        talk.page(String.join("\n", lines));
    }

    private String responses(ChatTalk talk, Monitor monitor, Duration span) {
        History.Summary summary = desk.get().history().summary(monitor.id(), talk.now().minus(span), talk.now());
        if (summary.checks() == 0) {
            return talk.catalogue().say("command.no-checks", monitor.name(), Words.exact(span));
        }
        return talk.catalogue().say(
                "command.responses", monitor.name(), Words.exact(span), summary.checks(), summary.failures(),
                Words.length(summary.median()), Words.length(summary.p95()), Words.length(summary.longest()));
    }

    private void uptime(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        Optional<String> span = arguments.optional("span").map(text -> text.toLowerCase(Locale.ROOT));
        span.filter(text -> !SPANS.containsKey(text)).ifPresent(text -> {
            throw Refusal.of("command.span", text);
        });
        List<MonitorView> views =
                Picked.find(desk.get().watching(), desk.get().definitions(), List.of(arguments.text("monitor")))
                        .monitors();
        talk.page(String.join("\n", views.stream()
                .map(view -> uptime(talk, view.monitor(), span, views.size() > 1))
                .toList()));
    }

    private String uptime(ChatTalk talk, Monitor monitor, Optional<String> span, boolean brief) {
        Instant since = desk.get().database()
                .read(tx -> tx.first("select created_at from monitor where id = ?", row -> row.instant("created_at"),
                        monitor.id()))
                .orElse(talk.now());
        List<Incident> incidents =
                desk.get().database().read(tx -> IncidentStore.newestOf(tx, monitor.id(), INCIDENTS));
        if (brief) {
            return monitor.name() + "  " + line(talk, span.orElse("30d"), since, incidents);
        }
        List<String> lines = new ArrayList<>();
        lines.add(talk.catalogue().say(
                "command.watched-since", monitor.name(), Words.time(since, talk.now(), talk.zone())));
        spans(span, Duration.between(since, talk.now()))
                .forEach(one -> lines.add("  " + line(talk, one, since, incidents)));
        return String.join("\n", lines);
    }

    /** Spans up to the first that reaches back before it was watched; the others would say the same. */
    private static List<String> spans(Optional<String> asked, Duration watched) {
        if (asked.isPresent()) {
            return List.of(asked.get());
        }
        List<String> spans = new ArrayList<>();
        for (Map.Entry<String, Duration> span : SPANS.entrySet()) {
            spans.add(span.getKey());
            if (span.getValue().compareTo(watched) >= 0) {
                break;
            }
        }
        return spans;
    }

    private String line(ChatTalk talk, String span, Instant since, List<Incident> incidents) {
        Instant from = talk.now().minus(SPANS.getOrDefault(span, Duration.ZERO));
        Instant start = from.isBefore(since) ? since : from;
        Duration watched = Duration.between(start, talk.now());
        Duration bad = Duration.ZERO;
        long count = 0;
        for (Incident incident : incidents) {
            Duration overlap = overlap(incident, start, talk.now());
            if (overlap.isPositive()) {
                bad = bad.plus(overlap);
                count++;
            }
        }
        Object reach = from.isBefore(since) ? Phrase.of("command.uptime-watched", Words.length(watched)) : "";
        if (count == 0) {
            return talk.catalogue().say("command.uptime-well", span, reach);
        }
        double share = 1 - (double) bad.toMillis() / Math.max(1, watched.toMillis());
        return talk.catalogue().say(
                "command.uptime", span, String.format(Locale.ROOT, "%.3f", Math.max(0, share) * 100), Words.length(bad),
                count, reach);
    }

    private static Duration overlap(Incident incident, Instant from, Instant to) {
        Instant start = incident.openedAt().isBefore(from) ? from : incident.openedAt();
        Instant end = incident.closedAt().orElse(to);
        return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
    }
}
