package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.config.Literals;
import io.tocsin.config.Secret;
import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.oncall.OnCall;
import io.tocsin.routing.RuleKeys;
import io.tocsin.source.MonitorYaml;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Talk;
import io.tocsin.text.Words;
import io.tocsin.watch.MonitorView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** What is watched: add, edit, remove, pause, resume, list, export. */
final class MonitorCommands {

    private static final long FIRST_CHECK_SECONDS = 15;

    private final Supplier<Desk> desk;
    private final DraftClauses clauses;

    MonitorCommands(Supplier<Desk> desk, List<Setting> settings) {
        this.desk = desk;
        this.clauses = new DraftClauses(settings);
    }

    List<Command> commands() {
        return List.of(add(), edit(), remove(), pause(), resume(), list(), export());
    }

    private Command add() {
        Command.Builder command = Say.command("add monitor", "add")
                .alias("add", "watch", "monitor")
                .needs(Role.ADMINISTER)
                .changes()
                .value("name", Kind.WORD)
                .value("target", Kind.WORD);
        return clauses.declare(command)
                .example("add monitor shop https://shop.example.com every 30s expect \"[STATUS] == 200\"")
                .example("add monitor db tcp://db.example.com:5432 every 1m tag backend")
                .example("add monitor backup heartbeat every 1d grace 2h secret ${secret:backup}")
                .example("add monitor app https://app.example.com depends on db")
                .example("add monitor report https://example.com/daily cron \"0 6 * * MON-FRI\" zone Europe/Berlin")
                .run(this::add);
    }

    private void add(Talk said, Arguments arguments) throws Exception {
        ChatTalk talk = ChatTalk.of(said);
        Draft draft =
                clauses.apply(Draft.named(arguments.text("name"), arguments.text("target")).build(), arguments, talk);
        draft.rooms().forEach(this::needRoom);
        needEscalation(draft);
        Monitor monitor = desk.get().definitions().add(draft);
        String watching = talk.catalogue().say("command.watching", monitor.name(), monitor.schedule().words());
        answerWithCheck(talk, monitor, watching);
    }

    private void needEscalation(Draft draft) {
        String name = draft.alerts().escalation();
        Set<String> known = desk.get().notifications().hearing().rules().escalations().keySet();
        if (!name.isEmpty() && !known.contains(name)) {
            throw new Refusal(RuleKeys.unknown(name, known));
        }
    }

    /** A room that nothing reaches would hear of no trouble. */
    private void needRoom(String room) {
        Optional<String> rotation = OnCall.meant(room);
        if (rotation.isPresent()) {
            desk.get().notifications().hearing().onCall().named(rotation.get());
        } else if (!room.equals(Alerts.NOBODY)
                && !desk.get().rooms().reachable(desk.get().aliases().resolve(room))) {
            throw Refusal.of("command.room-unreachable", room,
                    String.join(", ", desk.get().rooms().channels().keySet()));
        }
    }

    /** The first check's result is the answer, unless it takes long. */
    private void answerWithCheck(ChatTalk talk, Monitor monitor, String start)
            throws InterruptedException, ExecutionException {
        if (monitor.expected().isPresent()) {
            talk.reply(start + " " + talk.catalogue().say("command.awaited", address(monitor)));
            return;
        }
        CompletableFuture<Seen> first = desk.get().watching().check(monitor.id());
        try {
            Seen seen = first.get(FIRST_CHECK_SECONDS, TimeUnit.SECONDS);
            talk.reply(start + " " + talk.catalogue().say("command.first-check", Say.seen(talk, seen))
                    + failed(talk, seen));
        } catch (TimeoutException slow) {
            talk.reply(start + " " + talk.catalogue().say("command.first-check-runs", FIRST_CHECK_SECONDS));
            first.thenAccept(seen -> talk.reply(
                    talk.catalogue().say("command.first-check-of", monitor.name(), Say.seen(talk, seen))
                            + failed(talk, seen)));
        }
    }

    /** Where a program reports, without its token. */
    private static String address(Monitor monitor) {
        boolean signs = monitor.expected().filter(expected -> !expected.secret().isEmpty()).isPresent();
        String name = URLEncoder.encode(monitor.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return signs ? "POST /heartbeat/" + name : "/ping/" + Secret.HIDDEN;
    }

    private static String failed(ChatTalk talk, Seen seen) {
        StringBuilder lines = new StringBuilder();
        Say.conditions(talk, seen.failedConditions()).forEach(line -> lines.append('\n').append(line));
        return lines.toString();
    }

    private Command edit() {
        Command.Builder command = Say.command("edit monitor", "edit")
                .alias("edit", "change monitor")
                .needs(Role.ADMINISTER)
                .changes()
                .value("monitor", Kind.SELECTOR)
                .clause("name", Kind.WORD)
                .clause("target", Kind.WORD);
        return clauses.declare(command)
                .example("edit monitor shop every 10s confirm 5")
                .example("edit monitor shop name \"web shop\"")
                .example("edit monitor shop expect none")
                .run(this::edit);
    }

    private void edit(Talk said, Arguments arguments) throws Exception {
        ChatTalk talk = ChatTalk.of(said);
        Monitor old = Picked.one(desk.get(), arguments.text("monitor")).monitor();
        Draft before = old.draft();
        Draft.Builder moved = before.edit();
        arguments.optional("name").ifPresent(moved::name);
        arguments.optional("target").ifPresent(target -> {
            Literals.refuseInTarget(target);
            moved.target(target);
        });
        Draft draft = clauses.apply(moved.build(), arguments, talk);
        arguments.all("room").stream().filter(room -> !room.equals(DraftClauses.NONE))
                .forEach(this::needRoom);
        if (arguments.has("escalation")) {
            needEscalation(draft);
        }
        if (draft.equals(before)) {
            talk.refuse(Phrase.of("command.edit-nothing", before.name()));
            return;
        }
        Monitor monitor = desk.get().definitions().edit(old.name(), draft);
        String changed = talk.catalogue().say("command.changed", monitor.name(), monitor.schedule().words());
        if (monitor.paused()) {
            talk.reply(changed);
        } else {
            answerWithCheck(talk, monitor, changed);
        }
    }

    private Command remove() {
        return Say.command("remove monitor", "remove")
                .alias("remove", "delete monitor", "delete", "unwatch")
                .needs(Role.ADMINISTER)
                .changes()
                .values("monitor", Kind.SELECTOR)
                .example("remove monitor shop")
                .run((said, arguments) -> {
                    ChatTalk talk = ChatTalk.of(said);
                    Picked picked = pick(arguments, "monitor");
                    picked.confirmed(talk, said.text(), () -> {
                        List<String> names = picked.monitors().stream().map(view -> view.monitor().name()).toList();
                        List<String> alone = desk.get().definitions().dependants(names);
                        desk.get().definitions().remove(names);
                        String removed = talk.catalogue().say("command.removed", picked.names());
                        talk.reply(alone.isEmpty()
                                ? removed
                                : removed + " " + talk.catalogue().say("command.alone", String.join(", ", alone)));
                    });
                });
    }

    private Picked pick(Arguments arguments, String name) {
        return Picked.find(desk.get(), arguments.all(name));
    }

    private Command pause() {
        return Say.command("pause", "pause")
                .alias("pause monitor")
                .needs(Role.ADMINISTER)
                .changes()
                .values("monitor", Kind.SELECTOR)
                .example("pause shop")
                .run((said, arguments) -> pause(ChatTalk.of(said), pick(arguments, "monitor"), true));
    }

    private Command resume() {
        return Say.command("resume", "resume")
                .alias("resume monitor", "unpause")
                .needs(Role.ADMINISTER)
                .changes()
                .values("monitor", Kind.SELECTOR)
                .example("resume shop")
                .run((said, arguments) -> pause(ChatTalk.of(said), pick(arguments, "monitor"), false));
    }

    private void pause(ChatTalk talk, Picked picked, boolean paused) throws Exception {
        picked.confirmed(talk, talk.text(), () -> {
            long changed = picked.monitors().stream()
                    .filter(view -> desk.get().definitions().pause(view.monitor().name(), paused))
                    .count();
            Object names = picked.names();
            int count = Math.min(2, picked.monitors().size());
            if (changed == 0) {
                talk.say(Phrase.of(paused ? "command.paused-already" : "command.resumed-already", names, count));
            } else if (paused) {
                talk.say(Phrase.of("command.paused", names, count));
            } else if (count == 1) {
                answerWithCheck(talk, desk.get().definitions().find(picked.monitors().getFirst().monitor().name()),
                        talk.catalogue().say("command.resumed", names, count));
            } else {
                talk.say(Phrase.of("command.resumed", names, count));
            }
        });
    }

    private Command list() {
        return Say.command("list", "list")
                .alias("list monitors", "monitors")
                .optionals("monitor", Kind.SELECTOR)
                .example("list")
                .example("list tag:backend")
                .run((said, arguments) -> {
                    ChatTalk talk = ChatTalk.of(said);
                    List<MonitorView> views = arguments.has("monitor")
                            ? pick(arguments, "monitor").monitors()
                            : desk.get().watching().monitors().stream()
                                    .sorted(Comparator.comparing(view -> view.monitor().name()))
                                    .toList();
                    if (views.isEmpty()) {
                        talk.say(Phrase.of("command.nothing-watched"));
                        return;
                    }
                    talk.page(String.join("\n", views.stream().map(view -> line(talk, view)).toList()));
                });
    }

    private static String line(ChatTalk talk, MonitorView view) {
        Monitor monitor = view.monitor();
        String origin = switch (monitor.origin()) {
            case CHAT -> "";
            case CONFIG -> "  (bot.properties)";
            case FILE -> "  (monitors.file)";
        };
        return talk.catalogue().say(Words.state(view.shown())) + "  " + monitor.name() + "  " + monitor.target() + "  "
                + talk.catalogue().say(monitor.schedule().words()) + origin;
    }

    private Command export() {
        return Say.command("export monitors", "export")
                .alias("export")
                .needs(Role.ADMINISTER)
                .example("export monitors")
                .run((said, arguments) -> {
                    List<Draft> drafts = desk.get().watching().monitors().stream()
                            .map(view -> view.monitor().draft())
                            .sorted(Comparator.comparing(Draft::name))
                            .toList();
                    ChatTalk.of(said).page(MonitorYaml.write(Concealed.all(drafts)).stripTrailing());
                });
    }
}
