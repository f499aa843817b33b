package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.notification.Backlog;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.room.Rooms;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The channels and what is wrong with them, and each room in use with what it has not got yet, since when and why. */
final class RoomList {

    private static final int LONGEST_REASON = 200;

    private final Aliases aliases;
    private final Rooms rooms;
    private final Desk desk;

    RoomList(Desk desk) {
        this.desk = desk;
        this.aliases = desk.aliases();
        this.rooms = desk.rooms();
    }

    void show(ChatTalk talk) {
        List<String> lines = new ArrayList<>();
        List<String> well = new ArrayList<>();
        rooms.channels().forEach((kind, trouble) -> trouble.ifPresentOrElse(
                why -> lines.add(kind + ":  " + why), () -> well.add(kind)));
        if (!well.isEmpty()) {
            lines.add(talk.catalogue().say("command.channel-well") + ": " + String.join(", ", well));
        }
        SortedMap<String, Backlog> backlogs = desk.notifications().backlogs();
        used(backlogs).forEach((name, address) -> lines.add(
                line(talk, name, address, Optional.ofNullable(backlogs.get(name)))));
        talk.page(String.join("\n", lines));
    }

    /** By name: those that have one, that a monitor tells, or for which something waits. */
    private SortedMap<String, Address> used(SortedMap<String, Backlog> backlogs) {
        SortedMap<String, Address> used = new TreeMap<>(aliases.all());
        desk.watching().monitors().stream()
                .flatMap(view -> desk.notifications().routes(view.monitor()).stream())
                .distinct()
                .forEach(room -> used.put(aliases.name(room), room));
        backlogs.keySet().forEach(name -> used.computeIfAbsent(name, aliases::resolve));
        return used;
    }

    private String line(ChatTalk talk, String name, Address address, Optional<Backlog> backlog) {
        Catalogue words = talk.catalogue();
        String shown = RoomCommands.shown(address);
        String reachable = rooms.reachable(address) ? "" : "  " + words.say("command.unreachable");
        String line = "  " + (name.equals(shown) ? name : name + "  " + shown) + reachable;
        return backlog.filter(it -> it.waiting() > 0)
                .map(it -> line + "\n    " + waiting(talk, name, it))
                .orElse(line);
    }

    private static String waiting(ChatTalk talk, String name, Backlog backlog) {
        Catalogue words = talk.catalogue();
        String waiting = words.say("command.undelivered", name, backlog.waiting());
        return backlog.since()
                .map(since -> waiting + words.say(
                        "command.undelivered-since", Words.time(since, talk.now(), talk.zone()), cut(backlog.why())))
                .orElse(waiting);
    }

    private static String cut(String why) {
        return why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON) + "...";
    }
}
