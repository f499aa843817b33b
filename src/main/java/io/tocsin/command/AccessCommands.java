package io.tocsin.command;

import io.tocsin.access.Grant;
import io.tocsin.chat.ChatTalk;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import io.tocsin.spi.Talk;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Who may do what. */
final class AccessCommands {

    private final Supplier<Desk> desk;

    AccessCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        return List.of(
                Say.command("grant", "grant")
                        .needs(Role.ADMINISTER)
                        .changes()
                        .value("person", Kind.WORD)
                        .value("role", Kind.WORD)
                        .clause("in", Kind.ROOM)
                        .example("grant slack:U024BE7LH operate")
                        .example("grant discord:80351110224678912 administer in ops")
                        .run(this::grant),
                Say.command("revoke", "revoke")
                        .needs(Role.ADMINISTER)
                        .changes()
                        .value("person", Kind.WORD)
                        .clause("in", Kind.ROOM)
                        .example("revoke slack:U024BE7LH")
                        .run(this::revoke),
                Say.command("grants", "grants")
                        .needs(Role.OPERATE)
                        .example("grants")
                        .run((talk, none) -> grants(ChatTalk.of(talk))));
    }

    private void grant(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        String person = person(arguments);
        Role role = switch (arguments.text("role").toLowerCase(Locale.ROOT)) {
            case "read", "reader" -> Role.READ;
            case "operate", "operator" -> Role.OPERATE;
            case "administer", "admin" -> Role.ADMINISTER;
            default -> throw Refusal.of("command.role", arguments.text("role"));
        };
        String room = arguments.optional("in").orElse("");
        if (!room.isEmpty()) {
            desk.get().aliases().resolve(room);
        }
        desk.get().roles().grant(new Grant(person, room, role), said.person().id(), talk.now());
        talk.say(Phrase.of("command.granted", person, role.name().toLowerCase(Locale.ROOT), where(talk, room)));
    }

    private static String person(Arguments arguments) {
        String person = arguments.text("person");
        if (person.indexOf(':') <= 0) {
            throw Refusal.of("command.person", person);
        }
        return person;
    }

    private static String where(ChatTalk talk, String room) {
        return room.isEmpty() ? "" : talk.catalogue().say("command.in-room", room);
    }

    private void revoke(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        String person = person(arguments);
        String room = arguments.optional("in").orElse("");
        desk.get().roles().revoke(person, room);
        talk.say(Phrase.of("command.revoked", person, where(talk, room)));
    }

    private void grants(ChatTalk talk) {
        List<Grant> granted = desk.get().roles().granted();
        if (granted.isEmpty()) {
            talk.say(Phrase.of("command.no-grants"));
            return;
        }
        talk.page(String.join("\n", granted.stream()
                .map(grant -> grant.person() + "  " + grant.role().name().toLowerCase(Locale.ROOT)
                        + where(talk, grant.room()))
                .toList()));
    }
}
