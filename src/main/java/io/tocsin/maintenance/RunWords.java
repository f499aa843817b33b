package io.tocsin.maintenance;

import io.tocsin.spi.Message;
import io.tocsin.spi.Severity;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What rooms read of a run. */
public final class RunWords {

    private static final int MOST_NAMED = 8;

    private final Run run;
    private final Catalogue words;

    public RunWords(Run run, Catalogue words) {
        this.run = run;
        this.words = words;
    }

    /**
     * That it has begun.
     *
     * @param monitors the names of those of its monitors that the room hears of
     */
    public Message begun(List<String> monitors, Instant now, ZoneId zone) {
        String title = words.say("maintenance.begun", run.name(), Words.time(run.span().to(), now, zone));
        return Message.of(Severity.INFO, title, text(monitors, run.because()));
    }

    /** That it is over. */
    public Message over(List<String> monitors, Instant now) {
        Duration length = Duration.between(run.span().from(), now);
        return Message.of(
                Severity.INFO, words.say("maintenance.over", run.name(), Words.length(length)), text(monitors, ""));
    }

    private String text(List<String> monitors, String because) {
        if (monitors.isEmpty()) {
            return "";
        }
        String named = String.join(", ", monitors.stream().sorted().limit(MOST_NAMED).toList());
        String all = monitors.size() > MOST_NAMED
                ? words.say("maintenance.more", named, Integer.toString(monitors.size() - MOST_NAMED))
                : named;
        return "  " + all + (because.isEmpty() ? "" : ": " + because);
    }
}
