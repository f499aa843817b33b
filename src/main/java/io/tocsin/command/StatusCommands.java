package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.db.Health;
import io.tocsin.maintenance.Run;
import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Backlog;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Talk;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Words;
import io.tocsin.watch.MonitorView;
import io.tocsin.watch.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code status}: everything at a glance, or one monitor, group or tag. */
final class StatusCommands {

    private static final List<String> ORDER =
            List.of("DOWN", "FLAPPING", "DEGRADED", "UNKNOWN", "PENDING", "PAUSED", "UP");
    private static final int MOST_LISTED = 20;
    private static final double LATE_SHARE = 0.99;
    private static final long LATE_MILLIS = 1_000;

    /** From so many on, one late check is not yet one in a hundred. */
    private static final int ENOUGH_CHECKS = 100;

    private final Supplier<Desk> desk;

    StatusCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        return List.of(Say.command("status", "status")
                .alias("st")
                .optionals("monitor", Kind.SELECTOR)
                .example("status")
                .example("status shop")
                .example("status down")
                .run(this::status));
    }

    private void status(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        List<String> selectors = arguments.all("monitor");
        boolean down = selectors.size() == 1 && selectors.getFirst().equalsIgnoreCase("down");
        if (selectors.isEmpty() || down) {
            talk.page(overview(talk, down ? Integer.MAX_VALUE : MOST_LISTED, !down));
            return;
        }
        Picked picked = Picked.find(desk.get(), selectors);
        if (picked.monitors().size() == 1) {
            talk.page(one(talk, picked.monitors().getFirst()));
        } else {
            List<String> lines = lines(talk, picked.monitors(), MOST_LISTED, summary(talk, picked.monitors()));
            if (picked.monitors().size() > MOST_LISTED) {
                lines.add("  " + talk.catalogue().say("command.more-of", picked.monitors().size() - MOST_LISTED,
                        String.join(" ", selectors)));
            }
            talk.page(String.join("\n", lines));
        }
    }

    private String overview(ChatTalk talk, int most, boolean self) {
        List<MonitorView> all = desk.get().watching().monitors();
        List<MonitorView> trouble = all.stream().filter(StatusCommands::noteworthy).toList();
        String first = all.isEmpty() ? talk.catalogue().say("command.nothing-watched") : summary(talk, all);
        List<String> lines = lines(talk, trouble, most, first);
        if (trouble.size() > most) {
            lines.add("  " + talk.catalogue().say("command.more-monitors", trouble.size() - most));
        }
        if (self) {
            lines.addAll(maintenance(talk, all));
            lines.addAll(self(talk.catalogue(), all));
        }
        return String.join("\n", lines);
    }

    /** The windows that are open. */
    private List<String> maintenance(ChatTalk talk, List<MonitorView> all) {
        return desk.get().watching().windows().open().stream()
                .filter(run -> !run.over(talk.now()))
                .map(run -> talk.catalogue().say(
                        "maintenance.running", Words.time(run.span().to(), talk.now(), talk.zone()),
                        String.join(", ", run.selectors()), run.name(),
                        all.stream().filter(view -> run.covers(view.monitor())).count()))
                .toList();
    }

    private static boolean noteworthy(MonitorView view) {
        return switch (view.shown()) {
            case "DOWN", "DEGRADED", "FLAPPING", "UNKNOWN" -> true;
            default -> false;
        };
    }

    /** Such as {@code 12 monitors: 11 UP, 1 DOWN}. */
    private static String summary(ChatTalk talk, List<MonitorView> views) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        ORDER.reversed().forEach(state -> counts.put(state, 0));
        views.forEach(view -> counts.merge(view.shown(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> {
            if (count > 0) {
                parts.add(count + " " + talk.catalogue().say(Words.state(state)));
            }
        });
        return talk.catalogue().say("command.monitors", views.size(), String.join(", ", parts));
    }

    private static List<String> lines(ChatTalk talk, List<MonitorView> views, int most, String first) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        views.stream()
                .sorted(Comparator.comparing((MonitorView view) -> ORDER.indexOf(view.shown()))
                        .thenComparing(view -> view.monitor().name()))
                .limit(most)
                .forEach(view -> lines.add("  " + line(talk, view)));
        return lines;
    }

    /** Such as {@code DOWN  shop  503 Service Unavailable, for 3 min, #42, nobody has acknowledged it}. */
    private static String line(ChatTalk talk, MonitorView view) {
        Catalogue words = talk.catalogue();
        List<String> parts = new ArrayList<>();
        view.monitor().refused().or(view::frozen).ifPresent(why -> parts.add(words.say(why)));
        view.incident().ifPresent(incident -> {
            parts.add(words.say(Say.cause(talk, incident.cause())));
            parts.add(words.say("command.for", Words.length(incident.length(talk.now()))));
            parts.add("#" + incident.number());
            parts.add(incident.acknowledged()
                    .map(ack -> words.say("command.acknowledged-by", ack.by().name()))
                    .orElseGet(() -> view.behind().isEmpty()
                            ? words.say("command.not-acknowledged")
                            : words.say("command.behind", String.join(", ", view.behind()))));
            if (!incident.behind().isEmpty()) {
                parts.add(words.say(incident.behind().phrase()));
            }
        });
        view.unjudged().ifPresent(seen -> parts.add(words.say(Say.cause(talk, seen.cause()))));
        if (view.incident().isEmpty() && view.monitor().refused().isEmpty() && view.unjudged().isEmpty()) {
            if (view.monitor().expected().isPresent()) {
                parts.add(view.pulse().beat()
                        .map(beat -> words.say("command.beat", Words.length(Duration.between(beat, talk.now()))))
                        .orElseGet(() -> words.say("command.no-beat")));
            } else {
                view.last().ifPresent(seen -> parts.add(words.say(Words.length(seen.time()))));
            }
        }
        view.maintenance().ifPresent(run -> parts.add(words.say(
                "maintenance.shown", Words.time(run.span().to(), talk.now(), talk.zone()), run.name())));
        view.mute().ifPresent(mute -> parts.add(muted(talk, mute)));
        return words.say(Words.state(view.shown())) + "  " + view.monitor().name() + "  " + String.join(", ", parts);
    }

    private static String muted(ChatTalk talk, io.tocsin.incident.Mute mute) {
        return mute.until()
                .map(until -> talk.catalogue().say("command.muted-until", Words.time(until, talk.now(), talk.zone())))
                .orElseGet(() -> talk.catalogue().say("command.muted"));
    }

    private String one(ChatTalk talk, MonitorView view) {
        Catalogue words = talk.catalogue();
        Monitor monitor = view.monitor();
        List<String> lines = new ArrayList<>();
        lines.add(line(talk, view));
        lines.add("  " + monitor.target() + "  " + words.say(monitor.schedule().words()));
        lines.add("  " + words.say("command.since", Words.state(view.standing().shown()),
                Words.time(view.standing().since(), talk.now(), talk.zone())));
        view.maintenance().map(Run::because).filter(why -> !why.isEmpty())
                .ifPresent(why -> lines.add("  " + words.say("maintenance.why", why)));
        view.last().ifPresent(seen -> {
            lines.add("  " + words.say("command.last", Words.time(seen.began(), talk.now(), talk.zone()),
                    Say.seen(talk, seen)));
            Say.conditions(talk, seen.conditions()).forEach(condition -> lines.add("  " + condition));
        });
        desk.get().watching().next(monitor.id()).ifPresent(
                next -> lines.add("  " + words.say("command.next", Words.time(next, talk.now(), talk.zone()))));
        lines.add("  " + words.say("command.tells",
                String.join(", ", desk.get().notifications().routes(monitor).stream()
                        .map(desk.get().aliases()::name)
                        .toList())));
        if (!monitor.parents().isEmpty()) {
            lines.add("  " + words.say("command.depends", String.join(", ", monitor.parents())));
        }
        labels(monitor).ifPresent(labels -> lines.add("  " + labels));
        return String.join("\n", lines);
    }

    private static Optional<String> labels(Monitor monitor) {
        List<String> labels = new ArrayList<>();
        if (!monitor.group().isEmpty()) {
            labels.add("group:" + monitor.group());
        }
        monitor.tags().forEach(tag -> labels.add("tag:" + tag));
        return labels.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", labels));
    }

    /** How the bot itself is; silent about what is well. */
    private List<String> self(Catalogue words, List<MonitorView> all) {
        List<String> lines = new ArrayList<>();
        Tally tally = desk.get().watching().tally();
        long late = tally.latenessMillis(LATE_SHARE);
        if (tally.startedCount() >= ENOUGH_CHECKS && late > LATE_MILLIS) {
            lines.add(words.say("command.late", Duration.ofMillis(late)));
        }
        if (tally.overlappingCount() > 0) {
            lines.add(words.say("command.overlapping", tally.overlappingCount()));
        }
        for (Map.Entry<String, Backlog> room : desk.get().notifications().backlogs().entrySet()) {
            lines.add(backlog(words, room.getKey(), room.getValue()));
        }
        desk.get().notifications().unreached(all.stream().map(MonitorView::monitor).toList()).forEach(
                (room, address) -> lines.add(words.say("command.unreached", room, address.kind())));
        desk.get().rooms().channels().forEach((kind, trouble) -> trouble
                .ifPresent(what -> lines.add(words.say("command.channel-trouble", kind, what))));
        Health health = desk.get().database().health();
        health.trouble().ifPresent(
                trouble -> lines.add(words.say("command.database-trouble", trouble.phrase(), health.pending())));
        if (lines.isEmpty()) {
            lines.add(words.say("command.self-well", desk.get().database().name()));
        }
        return lines;
    }

    private static String backlog(Catalogue words, String room, Backlog backlog) {
        String waiting = words.say("command.undelivered", room, backlog.waiting());
        String why = backlog.since().isPresent() ? ": " + backlog.why() : "";
        String lost = backlog.undeliverable() > 0
                ? "; " + words.say("command.undeliverable", backlog.undeliverable())
                : "";
        return waiting + why + lost;
    }
}
