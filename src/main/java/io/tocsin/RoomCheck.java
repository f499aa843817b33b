package io.tocsin;

import io.tocsin.config.Keys;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import io.tocsin.monitor.Written.Fault;
import io.tocsin.oncall.OnCall;
import io.tocsin.routing.Escalation;
import io.tocsin.routing.RuleKeys;
import io.tocsin.spi.Phrase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the rooms that a configuration names can be reached, and the steps and rotations are there that it speaks of. */
final class RoomCheck {

    private final Keys keys;
    private final BotSettings settings;
    private final Map<String, List<String>> named = new LinkedHashMap<>();

    RoomCheck(Keys keys, BotSettings settings) {
        this.keys = keys;
        this.settings = settings;
        named.put("admin.room", List.of(settings.notices().adminRoom()));
        named.put("default.room", List.of(settings.notices().defaultRoom()));
        settings.rooms().aliases().forEach((alias, address) -> named.put("room." + alias, List.of(address.toString())));
        settings.gatus().rooms().forEach((provider, room) -> named.put("gatus.room." + provider, List.of(room)));
        settings.onCall().rooms().forEach((person, room) -> named.put("person." + person + ".room", List.of(room)));
        settings.rules().routes().forEach(route -> named.put("route." + route.name() + ".rooms", route.rooms()));
        settings.rules().quiets().forEach(quiet -> named.put("quiet." + quiet.name() + ".rooms", quiet.rooms()));
        settings.rules().escalations().values().forEach(this::steps);
    }

    private void steps(Escalation escalation) {
        escalation.steps().forEach(
                step -> named.put("escalation." + escalation.name() + ".step." + step.key(), step.rooms()));
    }

    /** Who is sent to a room that no channel reaches hears of nothing. */
    void channels(Set<String> kinds) {
        named.forEach((key, rooms) -> rooms.forEach(room -> {
            int colon = room.indexOf(':');
            if (colon > 0 && OnCall.meant(room).isEmpty() && !kinds.contains(room.substring(0, colon))) {
                keys.problem(key, Phrase.of("room.no-channel", String.join(", ", kinds)));
            }
        }));
        rules();
    }

    /** What stands only in the configuration itself. */
    void rules() {
        named.forEach((key, rooms) -> OnCall.unknown(settings.onCall(), rooms).ifPresent(
                rotation -> keys.problem(key, Phrase.of("oncall.no-rotation", rotation))));
        settings.rooms().aliases().forEach((alias, address) -> itself("room." + alias, address.toString()));
        settings.onCall().rooms().forEach((person, room) -> itself("person." + person + ".room", room));
        settings.monitors().forEach(this::escalation);
    }

    /** Whoever is on call is told in such a room, and so it cannot be theirs. */
    private void itself(String key, String room) {
        OnCall.meant(room).ifPresent(_ -> keys.problem(key, Phrase.of("oncall.no-room")));
    }

    private void escalation(Written written) {
        String name = written.draft().alerts().escalation();
        Set<String> known = settings.rules().escalations().keySet();
        if (!name.isEmpty() && !known.contains(name)) {
            keys.problem(written.problem(Origin.CONFIG, Fault.of("escalation", RuleKeys.unknown(name, known))));
        }
    }
}
