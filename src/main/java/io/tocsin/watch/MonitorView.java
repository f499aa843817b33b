package io.tocsin.watch;

import io.tocsin.heartbeat.Pulse;
import io.tocsin.incident.Incident;
import io.tocsin.incident.Mute;
import io.tocsin.maintenance.Run;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Phrase;
import io.tocsin.status.Standing;
import io.tocsin.status.Status;
import java.util.List;
import java.util.Optional;

/**
 * A monitor as it stands at one moment.
 *
 * @param incident its open incident
 * @param last its last check since the start
 * @param mute what keeps it quiet
 * @param maintenance why trouble is none now
 * @param pulse what a program that reports by itself has said
 * @param behind the names of those on which it depends and which are bad, if it is bad, too
 * @param frozen why it cannot be judged, though it is as it should be, such as the bot's own network that is gone
 */
public record MonitorView(
        Monitor monitor, Standing standing, Optional<Incident> incident, Optional<Seen> last, Optional<Mute> mute,
        Optional<Run> maintenance, Pulse pulse, List<String> behind, Optional<Phrase> frozen) {

    public MonitorView {
        behind = List.copyOf(behind);
    }

    /** The word shown: {@code UP}, {@code DOWN}, {@code FLAPPING}, ... */
    public String shown() {
        return frozen.isPresent() || unjudged().isPresent() ? Status.UNKNOWN.name() : standing.shown();
    }

    /** Its last check, if that could not be judged; what is believed is kept meanwhile. */
    public Optional<Seen> unjudged() {
        return last.filter(seen -> !seen.judged() && monitor.watched());
    }
}
