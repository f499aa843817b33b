package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.oncall.OnCall;
import io.tocsin.oncall.Rotation;
import io.tocsin.oncall.Substitute;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import io.tocsin.spi.Talk;
import io.tocsin.text.Words;
import io.tocsin.watch.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is on call, and who stands in. */
final class OnCallCommands {

    private final Supplier<Desk> desk;

    OnCallCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        Command list = Say.command("oncall", "oncall")
                .alias("on call", "who is on call")
                .example("oncall")
                .run((talk, none) -> list(ChatTalk.of(talk)));
        Command override = Say.command("oncall override", "oncall-override")
                .needs(Role.OPERATE)
                .changes()
                .value("who", Kind.WORD)
                .clause("for", Kind.DURATION)
                .clause("until", Kind.MOMENT)
                .clause("from", Kind.MOMENT)
                .clause("in", Kind.WORD)
                .example("oncall override ben for 8h")
                .example("oncall override ben from tomorrow 09:00 for 1d in primary")
                .run(this::override);
        Command cancel = Say.command("oncall cancel", "oncall-cancel")
                .needs(Role.OPERATE)
                .changes()
                .value("who", Kind.WORD)
                .clause("in", Kind.WORD)
                .example("oncall cancel ben")
                .run(this::cancel);
        return List.of(list, override, cancel);
    }

    private OnCall onCall() {
        return desk.get().notifications().hearing().onCall();
    }

    private void list(ChatTalk talk) {
        List<Rotation> rotations = onCall().rotations();
        if (rotations.isEmpty()) {
            talk.say(Phrase.of("oncall.none"));
            return;
        }
        List<String> lines = new ArrayList<>();
        rotations.forEach(rotation -> lines.add(line(talk, rotation)));
        onCall().substitutes(talk.now()).forEach(one -> lines.add("  " + talk.catalogue().say(
                "oncall.override", one.person(), one.rotation(), time(talk, one.from()), time(talk, one.to()),
                one.by().name())));
        talk.page(String.join("\n", lines));
    }

    private String line(ChatTalk talk, Rotation rotation) {
        String person = onCall().at(rotation, talk.now());
        String next = onCall().next(rotation, talk.now())
                .map(turn -> talk.catalogue().say("oncall.next", turn.person(), time(talk, turn.from())))
                .orElse("");
        String room = onCall().room(person).orElse("");
        return rotation.name() + "  " + person + (room.isEmpty() ? "" : " (" + room + ")") + next;
    }

    private void override(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        if (arguments.has("for") == arguments.has("until")) {
            throw Refusal.of("oncall.for-or-until");
        }
        String person = person(arguments.text("who"));
        Rotation rotation = rotation(person, arguments.optional("in"));
        Instant from = foreseen(arguments.moment("from").orElse(talk.now()));
        Instant to = foreseen(
                arguments.moment("until").or(() -> arguments.duration("for").map(from::plus)).orElseThrow());
        Substitute one = onCall().plan(rotation, person, from, to, talk.person(), talk.now());
        desk.get().watching().apply(new Change.Substituted(one));
        talk.say(Phrase.of(
                "oncall.overridden", person, rotation.name(), time(talk, from), time(talk, to)));
    }

    private static Instant foreseen(Instant moment) {
        if (moment.equals(Instant.MAX)) {
            throw Refusal.of("maintenance.recovery");
        }
        return moment;
    }

    private void cancel(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        String person = person(arguments.text("who"));
        List<Substitute> found = onCall().substitutes(talk.now()).stream()
                .filter(one -> one.person().equals(person))
                .filter(one -> arguments.optional("in").map(one.rotation()::equals).orElse(true))
                .toList();
        if (found.isEmpty()) {
            throw Refusal.of("oncall.no-override", person);
        }
        found.forEach(one -> desk.get().watching().apply(new Change.Substituted(one.until(talk.now()))));
        String now = String.join(", ", found.stream()
                .map(Substitute::rotation)
                .distinct()
                .flatMap(name -> onCall().rotation(name).stream())
                .map(rotation -> rotation.name() + ": " + onCall().at(rotation, talk.now()))
                .toList());
        talk.say(Phrase.of("oncall.cancelled", person, now));
    }

    /** A person by the name that the configuration gives, whatever its case. */
    private String person(String said) {
        return onCall().people().stream().filter(said::equalsIgnoreCase).findFirst().orElse(said);
    }

    /** The rotation that is meant; without a name the only one, or the only one of that person. */
    private Rotation rotation(String person, Optional<String> named) {
        if (named.isPresent()) {
            return onCall().named(named.get());
        }
        List<Rotation> all = onCall().rotations();
        List<Rotation> theirs = all.stream().filter(rotation -> rotation.people().contains(person)).toList();
        if (all.isEmpty()) {
            throw Refusal.of("oncall.none");
        }
        if (all.size() > 1 && theirs.size() != 1) {
            throw Refusal.of("oncall.which", String.join(", ", all.stream().map(Rotation::name).toList()));
        }
        return all.size() == 1 ? all.getFirst() : theirs.getFirst();
    }

    private static String time(ChatTalk talk, Instant moment) {
        return Words.time(moment, talk.now(), talk.zone());
    }
}
