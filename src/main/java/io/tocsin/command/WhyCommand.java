package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.incident.Incident;
import io.tocsin.monitor.Level;
import io.tocsin.notification.Explained;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Words;
import io.tocsin.watch.MonitorView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Who would hear of a monitor now, and why. */
final class WhyCommand {

    private final Supplier<Desk> desk;

    WhyCommand(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        return List.of(Say.command("why", "why")
                .alias("who hears")
                .value("monitor", Kind.SELECTOR)
                .clause("if", Kind.WORD)
                .example("why shop")
                .example("why shop if degraded")
                .run((talk, arguments) -> why(ChatTalk.of(talk), arguments)));
    }

    private void why(ChatTalk talk, Arguments arguments) {
        MonitorView view = Picked.one(desk.get(), arguments.text("monitor"));
        Level level = arguments.optional("if").map(WhyCommand::level).orElseGet(() -> now(view));
        Explained said = desk.get().notifications().why(view.monitor(), level, talk.zone());
        List<String> lines = new ArrayList<>();
        List<Phrase> silent = silent(talk, view);
        silent.forEach(why -> lines.add(say(talk, "command.why.silent", why)));
        String subject = view.monitor().name();
        lines.add(say(talk, silent.isEmpty() ? "command.why.hear" : "command.why.otherwise", subject,
                Words.state(level.name())));
        list(talk, lines, said.hear());
        if (said.hear().isEmpty()) {
            lines.add("  " + say(talk, "command.why.none"));
        }
        list(talk, lines, said.steps());
        if (!said.others().isEmpty()) {
            lines.add(say(talk, "command.why.not"));
            list(talk, lines, said.others());
        }
        view.incident().ifPresent(incident -> told(talk, incident, lines));
        talk.page(String.join("\n", lines));
    }

    private static void list(ChatTalk talk, List<String> lines, List<Phrase> phrases) {
        phrases.forEach(phrase -> lines.add("  " + talk.catalogue().say(phrase)));
    }

    private static Level level(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "down" -> Level.DOWN;
            case "degraded" -> Level.DEGRADED;
            default -> throw Refusal.of("command.why.severity", word);
        };
    }

    private static Level now(MonitorView view) {
        return view.incident().filter(incident -> incident.state() == Incident.State.DEGRADED).isPresent()
                ? Level.DEGRADED
                : Level.DOWN;
    }

    /** What keeps everybody from hearing now. */
    private static List<Phrase> silent(ChatTalk talk, MonitorView view) {
        List<Phrase> reasons = new ArrayList<>();
        if (view.monitor().paused()) {
            reasons.add(Phrase.of("command.why.paused"));
        }
        view.monitor().refused().or(view::frozen).ifPresent(reasons::add);
        view.mute().ifPresent(mute -> reasons.add(mute.until()
                .map(until -> Phrase.of("command.why.muted-until", mute.by().name(), mute.selector(),
                        Words.time(until, talk.now(), talk.zone())))
                .orElseGet(() -> Phrase.of("command.why.muted", mute.by().name(), mute.selector()))));
        view.maintenance().ifPresent(run -> reasons.add(Phrase.of(
                "maintenance.shown", Words.time(run.span().to(), talk.now(), talk.zone()), run.name())));
        if (!view.behind().isEmpty()) {
            reasons.add(Phrase.of("command.behind", String.join(", ", view.behind())));
        }
        return reasons;
    }

    private void told(ChatTalk talk, Incident incident, List<String> lines) {
        List<String> rooms = desk.get().notifications().told(incident).stream()
                .map(desk.get().aliases()::name)
                .sorted()
                .toList();
        String number = Long.toString(incident.number());
        lines.add(rooms.isEmpty()
                ? say(talk, "command.why.untold", number)
                : say(talk, "command.why.told", number, String.join(", ", rooms)));
        Optional<Phrase> next = incident.acknowledged()
                .map(ack -> Phrase.of("command.why.acknowledged", ack.by().name()))
                .or(() -> desk.get().watching().escalates(incident.number()).map(
                        at -> Phrase.of("command.why.next", Words.time(at, talk.now(), talk.zone()))));
        next.ifPresent(phrase -> lines.add(talk.catalogue().say(phrase)));
    }

    private static String say(ChatTalk talk, String key, Object... values) {
        return talk.catalogue().say(key, values);
    }
}
