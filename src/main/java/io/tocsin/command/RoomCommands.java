package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.room.Address;
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

/** The rooms and their names. */
final class RoomCommands {

    private final Supplier<Desk> desk;

    RoomCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        return List.of(
                Say.command("rooms", "rooms").example("rooms").run(
                        (talk, none) -> new RoomList(desk.get()).show(ChatTalk.of(talk))),
                Say.command("room", "room")
                        .needs(Role.ADMINISTER)
                        .changes()
                        .value("alias", Kind.WORD)
                        .clause("is", Kind.ROOM)
                        .example("room ops is webhook:team")
                        .run(this::name),
                Say.command("room test", "room-test")
                        .needs(Role.ADMINISTER)
                        .changes()
                        .value("room", Kind.ROOM)
                        .example("room test ops")
                        .example("room test mail:ops@example.com")
                        .run((talk, arguments) -> new RoomTrial(desk.get()).run(
                                ChatTalk.of(talk), arguments.text("room"))));
    }

    private void name(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        String alias = arguments.text("alias").toLowerCase(Locale.ROOT);
        String room = arguments.optional("is").orElseThrow(() -> Refusal.of("command.room-is", alias));
        desk.get().aliases().say(alias, meant(said, room), said.person(), talk.now());
        Address address = desk.get().aliases().resolve(alias);
        talk.say(Phrase.of(
                desk.get().rooms().reachable(address) ? "command.room-named" : "command.room-named-unreachable",
                alias, shown(address)));
    }

    /** The room where it is said is "here". */
    static String meant(Talk said, String room) {
        return room.equalsIgnoreCase("here") || room.equalsIgnoreCase("this") ? said.room() : room;
    }

    static String shown(Address address) {
        return address.place().isEmpty() ? address.kind() : address.toString();
    }
}
