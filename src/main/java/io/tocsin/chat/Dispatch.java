package io.tocsin.chat;

import io.tocsin.access.Audit;
import io.tocsin.access.Roles;
import io.tocsin.chat.LiveTalk.Asked;
import io.tocsin.chat.LiveTalk.Outcome;
import io.tocsin.hook.Filters;
import io.tocsin.plugin.Listening;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Filter;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deals with one line: finds out what is meant, whether the person may, has it done and sees to it that there is an answer. */
final class Dispatch {

    static final int LONGEST_LINE = 4_000;

    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    private static final int MOST_NAMED = 3;
    private static final int LONGEST_REASON = 200;
    private static final Command MORE = Command.named("more")
            .summary(Phrase.of("chat.more.summary"))
            .example("more")
            .run((talk, _) -> ((LiveTalk) ChatTalk.of(talk)).more());

    private final Vocabulary vocabulary;
    private final Roles roles;
    private final Audit audit;
    private final InstantSource clock;
    private final LiveTalk.Desk desk;
    private final Filters filters;
    private final AtomicLong failures;

    Dispatch(
            Vocabulary vocabulary, Roles roles, Audit audit, InstantSource clock, Filters filters, LiveTalk.Desk desk) {
        this.filters = filters;
        this.vocabulary = vocabulary;
        this.roles = roles;
        this.audit = audit;
        this.clock = clock;
        this.desk = desk;
        this.failures = new AtomicLong(clock.instant().getEpochSecond());
    }

    /** Everything that can be said, what the chat itself understands included. */
    List<Command> commands() {
        List<Command> commands = new ArrayList<>(vocabulary.commands());
        if (commands.stream().noneMatch(command -> command.name().equals(MORE.name()))) {
            commands.add(MORE);
        }
        return commands;
    }

    /** Answers a line that was said to the bot. Never throws. */
    void answer(LiveTalk talk) {
        guarded(talk, () -> {
            understand(talk);
            return true;
        });
    }

    /** Lets those listen who listen to everything. Never throws. */
    void hear(LiveTalk talk) {
        for (Listening listening : vocabulary.hearers()) {
            try {
                Optional<MatchResult> match = listening.match(talk.text());
                if (match.isPresent()) {
                    listening.heard(talk, match.get());
                }
            } catch (Exception failed) {
                log.warn("plugin {} listened to a line in {} and failed", listening.plugin(), talk.room(), failed);
            }
        }
    }

    private void understand(LiveTalk talk) throws Exception {
        String line = talk.text();
        if (talk.role() == Role.NONE) {
            throw needs(talk, Role.READ, desk.name());
        }
        if (line.length() > LONGEST_LINE) {
            throw Refusal.of("chat.long", Integer.toString(line.length()), Integer.toString(LONGEST_LINE));
        }
        if (line.isEmpty()) {
            talk.say(Phrase.of("chat.greeting"));
            return;
        }
        if (confirmed(talk, OtherWords.value(line).toLowerCase(Locale.ROOT))) {
            return;
        }
        Grammar grammar = Grammar.of(commands(), talk.now(), talk.zone());
        Optional<Grammar.Said> said = grammar.find(line);
        if (said.isPresent()) {
            filtered(talk, grammar, said.get());
        } else if (!responded(talk)) {
            throw new Refusal(new Suggestions(grammar).answer(line));
        }
    }

    private void filtered(LiveTalk talk, Grammar grammar, Grammar.Said said) throws Exception {
        Optional<String> left = filters.command(new Filter.Order(talk.room(), talk.person(), talk.text()));
        if (left.equals(Optional.of(talk.text()))) {
            command(talk, grammar, said);
        } else if (left.isPresent()) {
            instead(talk, grammar, left.get());
        }
    }

    /** A filter has made another command of it, which is what was said as far as anybody knows. */
    private void instead(LiveTalk talk, Grammar grammar, String line) {
        LiveTalk other = new LiveTalk(talk.scene(), line, desk);
        guarded(other, () -> {
            Grammar.Said said = grammar.find(line)
                    .orElseThrow(() -> new Refusal(new Suggestions(grammar).answer(line)));
            command(other, grammar, said);
            return true;
        });
        talk.outcome(other.outcome());
        talk.after(other.answered());
    }

    private void command(LiveTalk talk, Grammar grammar, Grammar.Said said) throws Exception {
        Command command = said.command();
        if (!talk.role().includes(command.role())) {
            Refusal denied = needs(talk, command.role(), said.name());
            if (command.changes()) {
                keep(talk, new Outcome("denied", "needs " + word(command.role()) + ", has " + word(talk.role())));
            }
            throw denied;
        }
        Optional<Arguments> arguments = arguments(talk, grammar, said);
        if (arguments.isEmpty()) {
            return;
        }
        guarded(talk, () -> {
            command.handler().run(talk, arguments.get());
            return true;
        });
        if (command.changes() && talk.outcome() != Outcome.ASKED) {
            keep(talk, talk.outcome());
        }
    }

    /** The values; empty if they make no sense for the command, but do for somebody else. */
    private Optional<Arguments> arguments(LiveTalk talk, Grammar grammar, Grammar.Said said) throws Exception {
        try {
            return Optional.of(grammar.arguments(said));
        } catch (Refusal wrong) {
            if (responded(talk)) {
                return Optional.empty();
            }
            Command command = said.command();
            throw Refusal.of("chat.wrong", wrong.phrase(), Usage.brief(command), Usage.example(command));
        }
    }

    private boolean responded(LiveTalk talk) throws Exception {
        for (Listening listening : vocabulary.responders()) {
            Optional<MatchResult> match = listening.match(talk.text());
            if (match.isPresent()) {
                listening.heard(talk, match.get());
                return true;
            }
        }
        return false;
    }

    /** Whether the line was a yes or no. */
    private boolean confirmed(LiveTalk talk, String line) {
        boolean yes = line.equals("yes") || line.equals("y");
        if (!yes && !line.equals("no") && !line.equals("n")) {
            return false;
        }
        Optional<Asked> asked = desk.asked().take(talk.scene().key(), talk.now());
        if (asked.isEmpty()) {
            talk.say(Phrase.of("chat.confirm.none"));
        } else if (yes) {
            go(talk, asked.get());
        } else {
            talk.say(Phrase.of("chat.confirm.no"));
        }
        return true;
    }

    /** What is done after a yes is answered where it was asked, and belongs to the line that asked. */
    private void go(LiveTalk yes, Asked asked) {
        LiveTalk first = asked.talk();
        first.outcome(Outcome.DONE);
        guarded(first, () -> {
            asked.action().run();
            return true;
        });
        keep(first, first.outcome());
        yes.outcome(first.outcome());
        yes.after(first.answered());
    }

    /** Whatever is thrown becomes an answer. */
    private void guarded(LiveTalk talk, Callable<Boolean> work) {
        try {
            work.call();
        } catch (Refusal refusal) {
            talk.refuse(refusal.phrase());
        } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
            String id = "e" + Long.toString(failures.incrementAndGet(), Character.MAX_RADIX);
            log.error("{}: \"{}\" of {} in {} failed", id, audit.hide(talk.text()), talk.person().id(), talk.room(),
                    failure);
            talk.outcome(new Outcome("failed", id));
            talk.say(Phrase.of("chat.failed", reason(failure), id));
        }
    }

    private String reason(Throwable failure) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        String reason = audit.hide(failure.getClass().getSimpleName() + message);
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
    }

    private Refusal needs(LiveTalk talk, Role needed, String name) {
        List<String> administrators = roles.administrators(talk.scene().place().names());
        String named = String.join(", ", administrators.subList(0, Math.min(MOST_NAMED, administrators.size())));
        String grant = "grant " + talk.person().id() + " " + word(needed);
        return administrators.isEmpty()
                ? Refusal.of("chat.role.console", name, word(needed), word(talk.role()), grant)
                : Refusal.of("chat.role", name, word(needed), word(talk.role()), named, grant);
    }

    private void keep(LiveTalk talk, Outcome outcome) {
        talk.after(audit.keep(
                Audit.Entry.of(clock.instant(), talk.person(), talk.room(), talk.text(), outcome.toString())));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
