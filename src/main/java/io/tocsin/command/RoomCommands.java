package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import io.tocsin.spi.Talk;
import java.util.ArrayList;
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
                Say.command("rooms", "rooms").example("rooms").run((talk, none) -> rooms(ChatTalk.of(talk))),
                Say.command("room", "room")
                        .needs(Role.ADMINISTER)
                        .changes()
                        .value("alias", Kind.WORD)
                        .clause("is", Kind.ROOM)
                        .example("room ops is webhook:team")
                        .run(this::name));
    }

    private void rooms(ChatTalk talk) {
        Aliases aliases = desk.get().aliases();
        List<String> lines = new ArrayList<>();
        desk.get().rooms().channels().forEach((kind, trouble) -> lines.add(
                kind + ":  " + trouble.orElseGet(() -> talk.catalogue().say("command.channel-well"))));
        aliases.all().forEach((alias, address) -> lines.add(
                "  " + alias + "  " + shown(address)
                        + (desk.get().rooms().reachable(address) ? "" : unreachable(talk))));
        desk.get().notifications().backlogs().forEach((room, backlog) -> lines.add(
                "  " + talk.catalogue().say("command.undelivered", room, backlog.waiting())));
        talk.page(String.join("\n", lines));
    }

    private static String unreachable(ChatTalk talk) {
        return "  " + talk.catalogue().say("command.unreachable");
    }

    private void name(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        String alias = arguments.text("alias").toLowerCase(Locale.ROOT);
        String room = arguments.optional("is").orElseThrow(() -> Refusal.of("command.room-is", alias));
        String wanted = room.equalsIgnoreCase("here") || room.equalsIgnoreCase("this") ? said.room() : room;
        desk.get().aliases().say(alias, wanted, said.person(), talk.now());
        Address address = desk.get().aliases().resolve(alias);
        talk.say(Phrase.of(
                desk.get().rooms().reachable(address) ? "command.room-named" : "command.room-named-unreachable",
                alias, shown(address)));
    }

    private static String shown(Address address) {
        return address.place().isEmpty() ? address.kind() : address.toString();
    }
}
