package io.tocsin.notification;

import io.tocsin.incident.Incident;
import io.tocsin.oncall.Rotation;
import io.tocsin.oncall.Turn;
import io.tocsin.spi.Message;
import io.tocsin.spi.Severity;
import io.tocsin.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That somebody is on call in place of somebody else.
 *
 * @param left who was
 * @param person who is
 * @param next who will be, from when on
 * @param open the incidents that rooms know of and that are not over
 */
public record HandOver(Rotation rotation, String left, String person, Optional<Turn> next, List<Incident> open) {

    private static final int MOST_NAMED = 8;

    public HandOver {
        open = List.copyOf(open);
    }

    /** What both of them read. */
    Message words(Wording.Reader reader, Instant now) {
        List<String> lines = new ArrayList<>();
        next.ifPresent(turn -> lines.add("  " + reader.words().say(
                "oncall.until", Words.time(turn.from(), now, reader.zone()), turn.person())));
        lines.add("  " + reader.words().say("oncall.open", open.size()));
        open.stream().limit(MOST_NAMED).forEach(incident -> lines.add("  " + line(reader, incident, now)));
        if (open.size() > MOST_NAMED) {
            lines.add("  " + reader.words().say("notification.more", Integer.toString(open.size() - MOST_NAMED)));
        }
        return Message.of(
                Severity.INFO, reader.words().say("oncall.handed-over", rotation.name(), person, left),
                String.join("\n", lines));
    }

    private static String line(Wording.Reader reader, Incident incident, Instant now) {
        String state = reader.words().say(Words.state(incident.state().name())) + "  " + incident.monitor() + "  #"
                + incident.number();
        String who = incident.acknowledged()
                .map(ack -> reader.words().say("notification.acknowledged-by", ack.by().name()))
                .orElse("");
        return "  " + state + ", " + reader.words().say("command.for", Words.length(incident.length(now))) + who;
    }
}
