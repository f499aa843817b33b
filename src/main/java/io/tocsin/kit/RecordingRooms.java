package io.tocsin.kit;

import io.tocsin.plugin.Rooms;
import io.tocsin.spi.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rooms that remember what was said in them. */
final class RecordingRooms implements Rooms {

    private final Map<String, List<Message>> messages = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();

    @Override
    public synchronized void send(String room, Message message) {
        messages.computeIfAbsent(name(room), _ -> new ArrayList<>()).add(message);
    }

    /** A room may be named as it is in {@code Talk.room()}. */
    private static String name(String room) {
        return room.startsWith(World.PREFIX + ":") ? room.substring(World.PREFIX.length() + 1) : room;
    }

    synchronized List<Message> of(String room) {
        return List.copyOf(messages.getOrDefault(name(room), List.of()));
    }

    synchronized void expect(String room, String text) {
        List<Message> left = left(room);
        String came = left.isEmpty() ? Failure.WORDS.say("kit.nothing") : left.getFirst().plain();
        if (left.isEmpty() || !came.equals(text)) {
            throw Failure.of("kit.sent", room, Failure.indented(text), Failure.indented(came), others(room));
        }
        taken.merge(name(room), 1, Integer::sum);
    }

    synchronized void expectNothing(String room) {
        List<Message> left = left(room);
        if (!left.isEmpty()) {
            throw Failure.of("kit.sent", room, Failure.WORDS.say("kit.nothing"),
                    Failure.indented(String.join("\n", left.stream().map(Message::plain).toList())), others(room));
        }
    }

    private List<Message> left(String room) {
        List<Message> all = of(room);
        return all.subList(Math.min(all.size(), taken.getOrDefault(name(room), 0)), all.size());
    }

    /** Where else something was said: a misspelled room is found at a glance. */
    private String others(String room) {
        List<String> others = messages.keySet().stream().filter(name -> !name.equals(name(room))).sorted().toList();
        return others.isEmpty() ? "" : Failure.WORDS.say("kit.sent.others", String.join(", ", others));
    }
}
