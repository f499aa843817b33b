package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Command;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
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
        if (seen.result().failure().isPresent()) {
            return talk.catalogue().say("command.seen-failed", seen.level().name(), seen.cause());
        }
        return talk.catalogue()
                .say("command.seen", seen.level().name(), Words.length(seen.time()), phases(talk, seen.result().phases()));
    }

    private static String phases(ChatTalk talk, Phases phases) {
        List<String> parts = new ArrayList<>();
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

    /** The conditions of a check, each with a tick or a cross. */
    static List<String> conditions(Seen seen) {
        return seen.conditions().stream().map(line -> (line.passed() ? "  v " : "  x ") + line.text()).toList();
    }
}
