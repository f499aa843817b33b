package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentStore;
import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Talk;
import io.tocsin.status.History;
import io.tocsin.status.StatusStore;
import io.tocsin.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What was: changes of status, response times, uptime. */
final class HistoryCommands {

    private static final int CHANGES = 15;
    private static final int INCIDENTS = 5_000;
    private static final Map<String, Duration> SPANS = Map.of(
            "24h", Duration.ofHours(24), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30), "90d", Duration.ofDays(90));

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
        Monitor monitor = desk.get().definitions().find(arguments.text("monitor"));
        List<String> lines = new ArrayList<>();
        lines.add(responses(talk, monitor, Duration.ofHours(1)));
        lines.add(responses(talk, monitor, Duration.ofHours(24)));
        List<StatusStore.Past> changes =
                desk.get().database().read(tx -> StatusStore.transitions(tx, monitor.id(), CHANGES));
        for (StatusStore.Past change : changes) {
            String incident = change.incident().isPresent() ? "  #" + change.incident().getAsLong() : "";
            lines.add("  " + Words.time(change.at(), talk.now(), talk.zone()) + "  " + change.from() + " -> " + change.to()
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
        Monitor monitor = desk.get().definitions().find(arguments.text("monitor"));
        String span = arguments.optional("span").orElse("");
        List<String> spans = span.isEmpty() ? List.of("24h", "7d", "30d", "90d") : List.of(span.toLowerCase(Locale.ROOT));
        Instant watchedSince = desk.get().database()
                .read(tx -> tx.first("select created_at from monitor where id = ?", row -> row.instant("created_at"),
                        monitor.id()))
                .orElse(talk.now());
        List<String> lines = spans.stream().map(one -> line(talk, monitor, one, watchedSince)).toList();
        talk.page(monitor.name() + "\n" + String.join("\n", lines));
    }

    private String line(ChatTalk talk, Monitor monitor, String span, Instant watchedSince) {
        Duration length = SPANS.get(span);
        if (length == null) {
            throw Refusal.of("command.span", span);
        }
        Instant from = talk.now().minus(length);
        Instant start = from.isBefore(watchedSince) ? watchedSince : from;
        Duration watched = Duration.between(start, talk.now());
        List<Incident> incidents = desk.get().database().read(tx -> IncidentStore.newestOf(tx, monitor.id(), INCIDENTS));
        Duration down = Duration.ZERO;
        long count = 0;
        for (Incident incident : incidents) {
            Duration overlap = overlap(incident, start, talk.now());
            if (overlap.isPositive()) {
                down = down.plus(overlap);
                count++;
            }
        }
        double share = watched.isZero() ? 1 : 1 - (double) down.toMillis() / Math.max(1, watched.toMillis());
        return "  " + talk.catalogue().say(
                "command.uptime", span, String.format(Locale.ROOT, "%.3f", Math.max(0, share) * 100),
                Words.length(down), count);
    }

    private static Duration overlap(Incident incident, Instant from, Instant to) {
        Instant start = incident.openedAt().isBefore(from) ? from : incident.openedAt();
        Instant end = incident.closedAt().orElse(to);
        return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
    }
}
