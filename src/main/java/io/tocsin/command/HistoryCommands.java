package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.incident.Uptime;
import io.tocsin.incident.Uptime.Share;
import io.tocsin.incident.Uptime.Span;
import io.tocsin.maintenance.WindowStore;
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
import io.tocsin.watch.MonitorView;
import java.time.Duration;
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
                        .values("monitor", Kind.SELECTOR)
                        .example("uptime shop 30d")
                        .example("uptime shop-* 7d")
                        .run(this::uptime));
    }

    private void history(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        Monitor monitor = Picked.one(desk.get(), arguments.text("monitor")).monitor();
        List<String> lines = new ArrayList<>();
        lines.add(responses(talk, monitor, Duration.ofHours(1)));
        lines.add(responses(talk, monitor, Duration.ofHours(24)));
        desk.get().history().places(monitor.id(), talk.now().minus(Duration.ofHours(24)), talk.now())
                .forEach((place, summary) -> lines.add("  " + responses(talk, place, Duration.ofHours(24), summary)));
        List<StatusStore.Past> changes =
                desk.get().database().read(tx -> StatusStore.transitions(tx, monitor.id(), CHANGES));
        for (StatusStore.Past change : changes) {
            String incident = change.incident().isPresent() ? "  #" + change.incident().getAsLong() : "";
            lines.add("  " + Words.time(change.at(), talk.now(), talk.zone()) + "  "
                    + talk.catalogue().say(Words.state(change.from().name())) + " -> "
                    + talk.catalogue().say(Words.state(change.to().name()))
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
        return responses(talk, monitor.name(), span, summary);
    }

    private static String responses(ChatTalk talk, String name, Duration span, History.Summary summary) {
        return talk.catalogue().say(
                "command.responses", name, Words.exact(span), summary.checks(), summary.failures(),
                Words.length(summary.median()), Words.length(summary.p95()), Words.length(summary.longest()));
    }

    private void uptime(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        List<String> names = new ArrayList<>(arguments.all("monitor"));
        Optional<String> span = span(names);
        List<MonitorView> views =
                Picked.find(desk.get(), names).monitors();
        talk.page(String.join("\n", views.stream()
                .map(view -> uptime(talk, view, span, views.size() > 1))
                .toList()));
    }

    /** The last word, if it is meant as a span, which is taken from the names. */
    private Optional<String> span(List<String> names) {
        String last = names.getLast().toLowerCase(Locale.ROOT);
        if (names.size() == 1 || !last.matches("\\d+[a-z]+") || desk.get().watching().monitor(last).isPresent()) {
            return Optional.empty();
        }
        if (!SPANS.containsKey(last)) {
            throw Refusal.of("command.span", last);
        }
        names.removeLast();
        return Optional.of(last);
    }

    private String uptime(ChatTalk talk, MonitorView view, Optional<String> span, boolean brief) {
        Monitor monitor = view.monitor();
        Uptime uptime = desk.get().database()
                .read(tx -> Uptime.read(tx, WindowStore.soFar(tx), monitor, view.standing().status(), talk.now()));
        if (brief) {
            return monitor.name() + "  " + line(talk, span.orElse("30d"), uptime);
        }
        List<String> lines = new ArrayList<>();
        lines.add(talk.catalogue().say(
                "command.watched-since", monitor.name(), Words.time(uptime.since(), talk.now(), talk.zone())));
        spans(span, Duration.between(uptime.since(), talk.now()))
                .forEach(one -> lines.add("  " + line(talk, one, uptime)));
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

    private static String line(ChatTalk talk, String span, Uptime uptime) {
        Duration length = SPANS.getOrDefault(span, Duration.ZERO);
        Share share = uptime.during(new Span(talk.now().minus(length), talk.now()));
        if (share.watched().isZero()) {
            return talk.catalogue().say("command.uptime-none", span);
        }
        Object reach = share.watched().compareTo(length) < 0
                ? Phrase.of("command.uptime-watched", Words.length(share.watched()))
                : "";
        if (share.incidents() == 0) {
            return talk.catalogue().say("command.uptime-well", span, reach);
        }
        return talk.catalogue().say(
                "command.uptime", span, String.format(Locale.ROOT, "%.3f", share.percent()), Words.length(share.bad()),
                share.incidents(), reach);
    }
}
