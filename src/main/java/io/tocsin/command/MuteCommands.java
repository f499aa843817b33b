package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.incident.Mute;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Silence for a while, and its end. */
final class MuteCommands {

    private final Supplier<Desk> desk;

    MuteCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        Command mute = Say.command("mute", "mute")
                .alias("silence", "snooze")
                .needs(Role.OPERATE)
                .changes()
                .values("monitor", Kind.SELECTOR)
                .clause("for", Kind.DURATION)
                .clause("until", Kind.MOMENT)
                .clause("because", Kind.REST)
                .example("mute shop for 2h")
                .example("mute shop-* until 17:30 because new release")
                .run(this::mute);
        Command unmute = Say.command("unmute", "unmute")
                .alias("unsilence", "unsnooze")
                .needs(Role.OPERATE)
                .changes()
                .values("monitor", Kind.SELECTOR)
                .example("unmute shop")
                .run(this::unmute);
        Command mutes = Say.command("mutes", "mutes").example("mutes").run((talk, none) -> mutes(ChatTalk.of(talk)));
        return List.of(mute, unmute, mutes);
    }

    private void mute(Talk said, Arguments arguments) throws Exception {
        ChatTalk talk = ChatTalk.of(said);
        if (arguments.has("for") && arguments.has("until")) {
            throw Refusal.of("command.for-and-until");
        }
        Optional<Instant> until = arguments.moment("until").or(() -> arguments.duration("for").map(talk.now()::plus));
        if (until.filter(end -> !end.isAfter(talk.now())).isPresent()) {
            throw Refusal.of("command.mute-past");
        }
        Picked picked = Picked.find(desk.get().watching(), desk.get().definitions(), arguments.all("monitor"));
        picked.confirmed(talk, said.text(), () -> {
            for (String selector : picked.selectors()) {
                desk.get().watching().apply(new Change.Muted(new Mute(
                        desk.get().watching().mutes().nextId(), selector, until,
                        arguments.optional("because").orElse(""),
                        talk.person(), talk.now())));
            }
            String names = String.join(", ", picked.selectors());
            int count = Math.min(2, picked.selectors().size());
            talk.say(until
                    .map(end -> Phrase.of("command.mute-until", names, count, Words.time(end, talk.now(), talk.zone())))
                    .orElseGet(() -> Phrase.of("command.mute-open", names, count)));
        });
    }

    private void unmute(Talk said, Arguments arguments) {
        List<String> selectors = arguments.all("monitor");
        boolean all = selectors.stream().anyMatch("all"::equalsIgnoreCase);
        List<Mute> ended = desk.get().watching().mutes().all().stream()
                .filter(mute -> all || selectors.stream().anyMatch(mute.selector()::equalsIgnoreCase))
                .toList();
        if (ended.isEmpty()) {
            throw Refusal.of("command.not-muted", String.join(", ", selectors));
        }
        ended.forEach(mute -> desk.get().watching().apply(new Change.Unmuted(mute.id())));
        List<String> names = ended.stream().map(Mute::selector).distinct().toList();
        ChatTalk.of(said).say(Phrase.of("command.unmuted", String.join(", ", names), Math.min(2, names.size())));
    }

    private void mutes(ChatTalk talk) {
        List<Mute> all = desk.get().watching().mutes().all();
        if (all.isEmpty()) {
            talk.say(Phrase.of("command.no-mutes"));
            return;
        }
        talk.page(String.join("\n", all.stream().map(mute -> line(talk, mute)).toList()));
    }

    private static String line(ChatTalk talk, Mute mute) {
        String end = mute.until()
                .map(until -> talk.catalogue().say("command.muted-until", Words.time(until, talk.now(), talk.zone())))
                .orElseGet(() -> talk.catalogue().say("command.muted"));
        String because = mute.because().isEmpty() ? "" : ": " + mute.because();
        return mute.selector() + "  " + end + ", " + mute.by().name() + because;
    }
}
