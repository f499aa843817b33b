package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.incident.Mute;
import io.tocsin.monitor.Selector;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
                .example("mute shop until recovery")
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
        boolean untilRecovery = arguments.moment("until").equals(Optional.of(Instant.MAX));
        Optional<Instant> until = untilRecovery
                ? Optional.empty()
                : arguments.moment("until").or(() -> arguments.duration("for").map(talk.now()::plus));
        if (until.filter(end -> !end.isAfter(talk.now())).isPresent()) {
            throw Refusal.of("command.mute-past");
        }
        if (until.isEmpty() && !untilRecovery) {
            refuseLengthAlone(said.text(), arguments.all("monitor"));
        }
        Picked picked = Picked.find(desk.get(), arguments.all("monitor"));
        picked.confirmed(talk, said.text(), () -> {
            for (String selector : picked.selectors()) {
                List<Mute> before = desk.get().watching().mutes().all().stream()
                        .filter(mute -> mute.selector().equalsIgnoreCase(selector))
                        .toList();
                desk.get().watching().apply(new Change.Muted(new Mute(
                        desk.get().watching().mutes().nextId(), selector, until, untilRecovery,
                        arguments.optional("because").orElse(""),
                        talk.person(), talk.now())));
                before.forEach(this::end);
            }
            String names = String.join(", ", picked.selectors());
            int count = Math.min(2, picked.selectors().size());
            talk.say(until
                    .map(end -> Phrase.of("command.mute-until", names, count, Words.time(end, talk.now(), talk.zone())))
                    .orElseGet(() -> Phrase.of(
                            untilRecovery ? "command.mute-recovery" : "command.mute-open", names, count)));
        });
    }

    /** {@code mute shop 2h} names a monitor and a length of time, not two monitors. */
    private void refuseLengthAlone(String line, List<String> selectors) {
        String last = selectors.getLast();
        boolean length = last.matches("(?i)\\d[\\d.]*[a-z]+");
        if (length && selectors.size() > 1 && monitors(last) == 0) {
            int at = line.lastIndexOf(last);
            throw Refusal.of("command.mute-length", last, line.substring(0, at) + "for " + line.substring(at));
        }
    }

    private long monitors(String selector) {
        return desk.get().watching().monitors().stream()
                .filter(view -> Selector.matches(selector, view.monitor()))
                .count();
    }

    /** The mutes of which a name, a pattern, or {@code all} speaks. */
    private List<Mute> named(String selector) {
        return desk.get().watching().mutes().all().stream()
                .filter(mute -> Selector.matchesName(selector, mute.selector()))
                .toList();
    }

    private void end(Mute mute) {
        desk.get().watching().apply(new Change.Unmuted(mute.id()));
    }

    private void unmute(Talk said, Arguments arguments) throws Exception {
        ChatTalk talk = ChatTalk.of(said);
        List<String> selectors =
                arguments.all("monitor").stream().map(selector -> Picked.named(desk.get(), selector)).toList();
        boolean all = selectors.stream().anyMatch("all"::equalsIgnoreCase);
        Set<Mute> ended = new LinkedHashSet<>();
        List<String> others = new ArrayList<>();
        for (String selector : selectors) {
            List<Mute> named = all ? desk.get().watching().mutes().all() : named(selector);
            ended.addAll(named);
            if (named.isEmpty()) {
                others.add(selector);
            }
        }
        if (ended.isEmpty()) {
            talk.refuse(notMuted(selectors.getFirst()));
            return;
        }
        long concerned = ended.stream().mapToLong(mute -> monitors(mute.selector())).sum();
        if (all || concerned > Picked.ASK_ABOVE) {
            talk.confirm(Phrase.of("command.sure", said.text(), concerned), () -> unmute(talk, ended, others));
        } else {
            unmute(talk, ended, others);
        }
    }

    private void unmute(ChatTalk talk, Set<Mute> ended, List<String> others) {
        ended.forEach(this::end);
        List<String> names = ended.stream().map(Mute::selector).distinct().toList();
        List<String> lines = new ArrayList<>();
        lines.add(talk.catalogue().say("command.unmuted", String.join(", ", names), Math.min(2, names.size())));
        others.forEach(other -> lines.add(talk.catalogue().say(notMuted(other))));
        talk.reply(String.join("\n", lines));
    }

    /** A monitor may be muted by its group, and then that is what has to be named. */
    private Phrase notMuted(String selector) {
        return desk.get().watching().monitors().stream()
                .filter(view -> Selector.matches(selector, view.monitor()))
                .flatMap(view -> view.mute().stream())
                .findFirst()
                .map(mute -> Phrase.of("command.muted-with", selector, mute.selector()))
                .orElseGet(() -> Phrase.of("command.not-muted", selector));
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
                .orElseGet(() -> talk.catalogue().say(
                        mute.untilRecovery() ? "command.muted-until-recovery" : "command.muted"));
        String because = mute.because().isEmpty() ? "" : ": " + mute.because();
        return mute.selector() + "  " + end + ", " + mute.by().name() + because;
    }
}
