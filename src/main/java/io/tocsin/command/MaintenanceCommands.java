package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.config.Nearest;
import io.tocsin.config.Zones;
import io.tocsin.maintenance.Openings;
import io.tocsin.maintenance.Run;
import io.tocsin.maintenance.Timetable;
import io.tocsin.maintenance.Window;
import io.tocsin.monitor.Selector;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import io.tocsin.spi.Talk;
import io.tocsin.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Maintenance that people plan in chat. */
final class MaintenanceCommands {

    private static final List<String> BEGINNINGS = List.of("from", "daily", "weekly", "cron");
    private static final int LONGEST_NAME = 40;

    private final Supplier<Desk> desk;

    MaintenanceCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        Command add = Say.command("maintenance add", "maintenance-add")
                .needs(Role.OPERATE)
                .changes()
                .values("monitor", Kind.SELECTOR)
                .clause("from", Kind.MOMENT)
                .clause("daily", Kind.WORD)
                .clause("weekly", Kind.WORD)
                .clause("cron", Kind.WORD)
                .clause("for", Kind.DURATION)
                .clause("until", Kind.MOMENT)
                .clause("zone", Kind.WORD)
                .clause("name", Kind.WORD)
                .clause("because", Kind.REST)
                .example("maintenance add shop for 2h because new release")
                .example("maintenance add shop-* from tomorrow 22:00 for 3h")
                .example("maintenance add tag:batch daily 02:00 for 1h zone Europe/Berlin")
                .example("maintenance add all weekly \"sunday 03:00\" for 90m name patches")
                .run(this::add);
        Command list = Say.command("maintenance list", "maintenance-list")
                .alias("maintenance", "maintenances")
                .example("maintenance list")
                .run((talk, none) -> list(ChatTalk.of(talk)));
        Command end = Say.command("maintenance end", "maintenance-end")
                .needs(Role.OPERATE)
                .changes()
                .values("name", Kind.WORD)
                .example("maintenance end shop")
                .run((talk, arguments) -> each(talk, arguments, true, this::end));
        Command remove = Say.command("maintenance remove", "maintenance-remove")
                .needs(Role.OPERATE)
                .changes()
                .values("name", Kind.WORD)
                .example("maintenance remove patches")
                .run((talk, arguments) -> each(talk, arguments, false, this::remove));
        return List.of(add, list, end, remove);
    }

    private void add(Talk said, Arguments arguments) throws Exception {
        ChatTalk talk = ChatTalk.of(said);
        Timetable when = when(talk, arguments);
        Picked picked = Picked.find(desk.get(), arguments.all("monitor"));
        Optional<String> name = arguments.optional("name");
        String because = arguments.optional("because").orElse("");
        picked.confirmed(talk, said.text(), () -> {
            String called = name.orElseGet(() -> desk.get().plans().free(name(picked.selectors())));
            Window window = desk.get().plans().add(
                    new Window.Draft(called, picked.selectors(), when, because), talk.person());
            talk.say(added(talk, window));
        });
    }

    private static Timetable when(ChatTalk talk, Arguments arguments) {
        List<String> beginnings = BEGINNINGS.stream().filter(arguments::has).toList();
        if (beginnings.size() > 1) {
            throw Refusal.of("maintenance.one-of");
        }
        String way = beginnings.isEmpty() ? "from" : beginnings.getFirst();
        Optional<Duration> length = arguments.duration("for");
        Optional<Instant> until = arguments.moment("until");
        if (way.equals("from")) {
            if (length.isPresent() == until.isPresent()) {
                throw Refusal.of("maintenance.for-or-until");
            }
            if (arguments.has("zone")) {
                throw Refusal.of("maintenance.zone");
            }
            Instant from = known(arguments.moment("from").orElse(talk.now()));
            return until.<Timetable>map(end -> new Timetable.Once(from, known(end)))
                    .orElseGet(() -> Timetable.once(from, length.orElseThrow()));
        }
        if (length.isEmpty() || until.isPresent()) {
            throw Refusal.of("maintenance.for");
        }
        ZoneId zone = arguments.optional("zone").map(Zones::parse).orElse(talk.zone());
        String text = arguments.text(way);
        return switch (way) {
            case "daily" -> Openings.daily(text, zone, length.get());
            case "weekly" -> Openings.weekly(text, zone, length.get());
            default -> Timetable.cron(text, zone, length.get());
        };
    }

    /** Nobody knows beforehand when all is well. */
    private static Instant known(Instant moment) {
        if (moment.equals(Instant.MAX)) {
            throw Refusal.of("maintenance.recovery");
        }
        return moment;
    }

    /** Such as {@code shop} for {@code shop-*}. */
    private static String name(List<String> selectors) {
        String first = selectors.getFirst().replaceAll("[*?]", "").replaceAll("^\\W+|\\W+$", "");
        String plain = first.isEmpty() || first.equalsIgnoreCase("all") ? "maintenance" : first;
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    private Phrase added(ChatTalk talk, Window window) {
        String covered = String.join(", ", window.draft().selectors());
        int count = Math.min(2, window.draft().selectors().size());
        String name = quoted(window.name());
        Optional<Run> open = desk.get().plans().open(window);
        if (open.isPresent()) {
            return Phrase.of("maintenance.begins", covered, count, time(talk, open.get().span().to()), name);
        }
        String next = desk.get().plans().next(window).map(at -> time(talk, at)).orElse("");
        return window.draft().when() instanceof Timetable.Once once
                ? Phrase.of("maintenance.planned-once", covered, count, next, time(talk, once.to()), name)
                : Phrase.of("maintenance.planned", covered, count, words(talk, window), next, name);
    }

    private void list(ChatTalk talk) {
        List<Window> all = desk.get().plans().all();
        if (all.isEmpty()) {
            talk.say(Phrase.of("maintenance.none"));
            return;
        }
        talk.page(String.join("\n", all.stream().map(window -> line(talk, window)).toList()));
    }

    private String line(ChatTalk talk, Window window) {
        List<String> parts = new ArrayList<>();
        desk.get().plans().open(window).ifPresent(
                run -> parts.add(talk.catalogue().say("maintenance.open", time(talk, run.span().to()))));
        boolean once = window.draft().when() instanceof Timetable.Once;
        if (!once || parts.isEmpty()) {
            parts.add(talk.catalogue().say(words(talk, window)));
        }
        desk.get().plans().next(window).filter(at -> !once)
                .ifPresent(at -> parts.add(talk.catalogue().say("maintenance.next", time(talk, at))));
        parts.add(talk.catalogue().say("maintenance.where." + window.origin(), window.by().name()));
        String because = window.draft().because().isEmpty() ? "" : ": " + window.draft().because();
        return window.name() + "  " + String.join(", ", window.draft().selectors()) + "  " + String.join(", ", parts)
                + because;
    }

    private static Phrase words(ChatTalk talk, Window window) {
        return switch (window.draft().when()) {
            case Timetable.Once once -> Phrase.of("maintenance.once", time(talk, once.from()), time(talk, once.to()));
            case Timetable.Recurring again -> Phrase.of(
                    "maintenance.recurring", again.cron().words(), Words.exact(again.length()), again.zone().getId());
        };
    }

    /** Does something to each window that is named; to many only when they are sure. */
    private void each(Talk said, Arguments arguments, boolean open, Action action) throws Exception {
        ChatTalk talk = ChatTalk.of(said);
        Set<Window> windows = new LinkedHashSet<>();
        arguments.all("name").forEach(name -> windows.addAll(named(name, open)));
        boolean all = arguments.all("name").stream().anyMatch("all"::equalsIgnoreCase);
        long concerned = desk.get().watching().monitors().stream()
                .filter(view -> windows.stream().anyMatch(window -> window.covers(view.monitor())))
                .count();
        ChatTalk.Confirmed act = () -> {
            List<String> lines = new ArrayList<>();
            windows.forEach(window -> action.run(window, talk, phrase -> lines.add(talk.catalogue().say(phrase))));
            talk.reply(String.join("\n", lines));
        };
        if (all) {
            talk.confirm(Phrase.of("command.sure", said.text(), concerned), act);
        } else {
            act.run();
        }
    }

    /** The windows of which a name or pattern speaks; those that are open if that is what matters. */
    private List<Window> named(String name, boolean open) {
        List<Window> all = desk.get().plans().all();
        boolean every = name.equalsIgnoreCase("all");
        List<Window> named = all.stream()
                .filter(window -> every || Selector.matchesName(name, window.name()))
                .filter(window -> !every || !open || desk.get().plans().open(window).isPresent())
                .toList();
        if (named.isEmpty()) {
            throw every ? Refusal.of(open ? "maintenance.none-open" : "maintenance.none") : unknown(name, all);
        }
        return named;
    }

    private static Refusal unknown(String name, List<Window> all) {
        return Nearest.to(name, all.stream().map(Window::name).toList())
                .map(near -> Refusal.of("maintenance.unknown-near", name, near))
                .orElseGet(() -> Refusal.of("maintenance.unknown", name));
    }

    private void end(Window window, ChatTalk talk, Consumer<Phrase> answer) {
        Optional<Instant> next = desk.get().plans().next(window);
        String name = quoted(window.name());
        if (desk.get().plans().open(window).isEmpty()) {
            answer.accept(Phrase.of("maintenance.not-open", name, next.map(at -> time(talk, at)).orElse("")));
            return;
        }
        desk.get().plans().close(window);
        answer.accept(next.map(at -> Phrase.of("maintenance.ended-again", name, time(talk, at)))
                .orElseGet(() -> Phrase.of("maintenance.ended", name)));
    }

    private void remove(Window window, ChatTalk talk, Consumer<Phrase> answer) {
        try {
            desk.get().plans().remove(window);
            answer.accept(Phrase.of("maintenance.removed", quoted(window.name())));
        } catch (Refusal refusal) {
            answer.accept(refusal.phrase());
        }
    }

    private static String quoted(String name) {
        return name.indexOf(' ') < 0 ? name : "\"" + name + "\"";
    }

    private static String time(ChatTalk talk, Instant moment) {
        return Words.time(moment, talk.now(), talk.zone());
    }

    /** Something done to one window. */
    @FunctionalInterface
    private interface Action {
        void run(Window window, ChatTalk talk, Consumer<Phrase> answer);
    }
}
