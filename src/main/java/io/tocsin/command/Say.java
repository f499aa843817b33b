package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.monitor.Discretion;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Command;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Role;
import io.tocsin.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Phrases that several commands use. */
final class Say {

    private Say() {}

    static Phrase summary(String command) {
        return Phrase.of("command.summary." + command);
    }

    static Command.Builder command(String name, String key) {
        return Command.named(name).summary(summary(key));
    }

    /** Such as {@code UP in 212 ms (dns 8, connect 21, tls 45, first byte 130)}. */
    static String seen(ChatTalk talk, Seen seen) {
        if (seen.verdict().failure().isPresent()) {
            String phases = seen.places().isEmpty() ? phases(talk, seen.result().phases()) : "";
            String failed = talk.catalogue().say("command.seen-failed", Words.state(seen.level().name()),
                    cause(talk, seen.cause()));
            return phases.isEmpty() ? failed : failed + " (" + phases + ")";
        }
        String phases = phases(talk, seen.result().phases());
        return phases.isEmpty()
                ? talk.catalogue().say("command.seen-whole", Words.state(seen.level().name()),
                        Words.length(seen.time()))
                : talk.catalogue().say("command.seen", Words.state(seen.level().name()), Words.length(seen.time()),
                        phases);
    }

    private static String phases(ChatTalk talk, Phases phases) {
        List<String> parts = new ArrayList<>();
        if (phases.total() == phases.firstByte()) { // one part says no more than the whole
            return "";
        }
        phase(talk, parts, "dns", phases.dns());
        phase(talk, parts, "connect", phases.connect());
        phase(talk, parts, "tls", phases.tls());
        phase(talk, parts, "first-byte", phases.firstByte());
        phase(talk, parts, "download", phases.download());
        return String.join(", ", parts);
    }

    private static void phase(ChatTalk talk, List<String> parts, String name, long nanos) {
        if (nanos > 0) {
            parts.add(talk.catalogue().say(
                    "command.phase", Phrase.of("command.phase." + name),
                    Long.toString(Math.max(1, Duration.ofNanos(nanos).toMillis()))));
        }
    }

    /** Conditions, each with a tick or a cross. */
    static List<String> conditions(ChatTalk talk, List<ConditionLine> lines) {
        return lines.stream().map(line -> (line.passed() ? "  v " : "  x ") + condition(talk, line)).toList();
    }

    private static String condition(ChatTalk talk, ConditionLine line) {
        return seesBodies(talk) ? line.text() : Discretion.condition(line);
    }

    /** What is wrong, without what a body says for those who may not see it. */
    static Phrase cause(ChatTalk talk, Phrase cause) {
        return seesBodies(talk) ? cause : Discretion.cause(cause);
    }

    static boolean seesBodies(ChatTalk talk) {
        return talk.role().includes(Role.OPERATE);
    }
}
