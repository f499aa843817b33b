package io.tocsin.chat;

import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Commands declared like the real ones. */
final class Sample {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final Command.Handler NOTHING = (_, _) -> {};

    private Sample() {}

    static Grammar grammar() {
        return Grammar.of(commands(), NOW, ZoneId.of("Europe/Berlin"));
    }

    static List<Command> commands() {
        return List.of(
                Command.named("help").optional("command", Kind.REST).example("help mute").run(NOTHING),
                Command.named("status").optional("what", Kind.SELECTOR).example("status shop").run(NOTHING),
                Command.named("add monitor")
                        .needs(Role.ADMINISTER)
                        .changes()
                        .value("name", Kind.WORD)
                        .value("target", Kind.WORD)
                        .clause("every", Kind.DURATION)
                        .clause("cron", Kind.WORD)
                        .clauses("expect", Kind.WORD)
                        .clause("timeout", Kind.DURATION)
                        .clause("group", Kind.WORD)
                        .clauses("tag", Kind.WORD)
                        .clauses("room", Kind.ROOM)
                        .clause("confirm", Kind.NUMBER)
                        .example("add monitor shop https://shop.example.com every 30s")
                        .run(NOTHING),
                Command.named("remove monitor")
                        .needs(Role.ADMINISTER)
                        .changes()
                        .values("monitor", Kind.SELECTOR)
                        .example("remove monitor shop")
                        .run(NOTHING),
                Command.named("mute")
                        .alias("silence", "snooze")
                        .needs(Role.OPERATE)
                        .changes()
                        .values("what", Kind.SELECTOR)
                        .clause("for", Kind.DURATION)
                        .clause("until", Kind.MOMENT)
                        .clause("because", Kind.REST)
                        .example("mute shop for 2h because deploy")
                        .run(NOTHING),
                Command.named("mutes").example("mutes").run(NOTHING),
                Command.named("ack")
                        .needs(Role.OPERATE)
                        .changes()
                        .values("incident", Kind.NUMBER)
                        .example("ack 42")
                        .run(NOTHING),
                Command.named("note")
                        .needs(Role.OPERATE)
                        .changes()
                        .value("incident", Kind.NUMBER)
                        .value("text", Kind.REST)
                        .example("note 42 the disk is full")
                        .run(NOTHING),
                Command.named("rooms").example("rooms").run(NOTHING));
    }
}
