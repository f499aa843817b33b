package io.tocsin.notification;

import io.tocsin.incident.Incident;
import io.tocsin.incident.Incident.Silence;
import io.tocsin.incident.IncidentChange;
import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Action;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Action.Style;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.Subject;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Severity;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Puts incidents into words, for one room. */
final class Renderer {

    private static final int MOST_LISTED = 30;
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}");

    private final Catalogue words;
    private final ZoneId zone;

    Renderer(Wording.Reader reader) {
        this.words = reader.words();
        this.zone = reader.zone();
    }

    /** The line that tells of one step. */
    Message line(IncidentChange change) {
        Incident incident = change.incident();
        return switch (change.kind()) {
            case OPENED, WORSE, BETTER, FLAPPING, BEHIND -> trouble(incident, change.at());
            case STEADY -> trouble(incident, change.at(), words.say("notification.steady"));
            case RECOVERED, UNWATCHED -> over(incident);
            case REMINDED -> reminder(incident, change.at());
            case ESCALATED -> unacknowledged(incident, change.at());
            case LATER -> later(change);
            case ACKNOWLEDGED -> said("acknowledged", change);
            case NOTED -> said("noted", change);
            case MUTED -> said("muted", change);
            case UNMUTED -> said("unmuted", change);
        };
    }

    /** The one message of an incident, as it is now. */
    Message picture(Incident incident, Instant now) {
        return incident.open() ? trouble(incident, now) : over(incident);
    }

    private Message trouble(Incident incident, Instant now, String... first) {
        List<String> lines = new ArrayList<>();
        for (String line : first) {
            lines.add("  " + line);
        }
        lines.add("  " + incident.target());
        lines.add("  " + say("since", incident.cause(), checks(incident), Words.time(incident.openedAt(), now, zone)));
        incident.acknowledged()
                .ifPresent(ack -> lines.add("  " + say("has-it", ack.by().name(), Words.time(ack.at(), now, zone))));
        incident.silenced().ifPresent(silence -> lines.add("  " + silenced(silence, now)));
        if (!incident.behind().isEmpty()) {
            lines.add("  " + words.say(incident.behind().phrase()));
        }
        return message(incident, String.join("\n", lines));
    }

    private String silenced(Silence silence, Instant now) {
        return silence.until()
                .map(until -> say("silenced-until", silence.by(), Words.time(until, now, zone)))
                .orElseGet(() -> say("silenced", silence.by()));
    }

    private Object checks(Incident incident) {
        int needed = Math.max(incident.needed(), 1);
        return incident.checks() <= needed
                ? words.say("notification.checks-of", Integer.toString(incident.checks()), Integer.toString(needed))
                : words.say("notification.checks", Integer.toString(incident.checks()));
    }

    private Message over(Incident incident) {
        String end = say(
                incident.state() == Incident.State.RECOVERED ? "recovered" : "unwatched",
                Words.length(incident.length(incident.openedAt())));
        String who = incident.acknowledged().map(ack -> say("acknowledged-by", ack.by().name())).orElse("");
        return Message.of(severity(incident), title(incident) + "  " + end + who, "")
                .withActions(List.of(
                        details(incident),
                        new Button(say("button-graph"), "graph " + selector(incident), Style.ASIDE)))
                .withSubjects(subject(incident));
    }

    private Message reminder(Incident incident, Instant now) {
        String still = say("still", state(incident), Words.length(incident.length(now)));
        return message(incident, "  " + still + "\n  " + words.say(incident.cause()));
    }

    /** What somebody reads who is told because nobody else has acknowledged. */
    private Message unacknowledged(Incident incident, Instant now) {
        return trouble(incident, now, say("unacknowledged", Words.length(unattended(incident, now))));
    }

    /** What the others read of that. */
    Message escalated(IncidentChange change) {
        Incident incident = change.incident();
        return Message.text(say(
                "escalated", incident.monitor(), Long.toString(incident.number()),
                Words.length(unattended(incident, change.at())), change.text()));
    }

    private static Duration unattended(Incident incident, Instant now) {
        return Duration.between(incident.confirmedAt(), now);
    }

    private Message later(IncidentChange change) {
        Incident incident = change.incident();
        String text = change.text().isEmpty() ? "" : "  " + change.text() + "\n";
        String still = say(
                "still-after", state(incident), Words.length(incident.length(change.at())),
                Integer.toString(incident.checks()));
        return message(incident, text + "  " + still + "\n  " + words.say(incident.cause()));
    }

    private Message said(String key, IncidentChange change) {
        Incident incident = change.incident();
        String who = change.who().map(Person::name).orElse("");
        String text = say(key, who, incident.monitor(), Long.toString(incident.number()));
        String said = change.text().isEmpty() ? text : text + ": " + change.text();
        return Message.text(said);
    }

    /** What a check brought that is no trouble. */
    Message news(Monitor monitor, List<Phrase> lines) {
        List<String> text = new ArrayList<>(List.of("  " + monitor.target()));
        lines.forEach(line -> text.add("  " + words.say(line)));
        return Message.of(Severity.INFO, say("news", monitor.name()), String.join("\n", text));
    }

    /** Several lines in one message. */
    Message several(List<Message> messages) {
        return new Several(words).of(messages);
    }

    /** Many incidents in one message, the open ones first. */
    Message digest(long number, List<Incident> incidents) {
        List<Incident> sorted = incidents.stream()
                .sorted(Comparator.comparing((Incident incident) -> !incident.open()).thenComparing(Incident::number))
                .toList();
        long open = sorted.stream().filter(Incident::open).count();
        StringBuilder text = new StringBuilder();
        sorted.stream().limit(MOST_LISTED).forEach(incident -> text.append("  ").append(listed(incident)).append('\n'));
        if (sorted.size() > MOST_LISTED) {
            text.append("  ").append(say("more", Integer.toString(sorted.size() - MOST_LISTED))).append('\n');
        }
        String title = say("digest", Integer.toString(sorted.size()), Long.toString(open));
        Severity worst = sorted.stream().map(Renderer::severity).max(Severity::compareTo).orElse(Severity.INFO);
        List<Subject> subjects = sorted.stream().flatMap(incident -> subject(incident).stream()).toList();
        return Message.of(worst, title, text.toString().stripTrailing())
                .withActions(actions(number, sorted))
                .withSubjects(subjects);
    }

    private String listed(Incident incident) {
        String behind = incident.behind().isEmpty() ? "" : ", " + words.say(incident.behind().phrase());
        return title(incident) + incident.acknowledged().map(ack -> say("acknowledged-by", ack.by().name())).orElse("")
                + behind;
    }

    private List<Action> actions(long digest, List<Incident> incidents) {
        List<Incident> alone = incidents.stream()
                .filter(incident -> incident.open() && incident.acknowledged().isEmpty())
                .toList();
        List<Action> actions = new ArrayList<>();
        if (!alone.isEmpty()) {
            actions.add(new Button(say("button-ack-all"), "ack digest:" + digest, Style.PRIMARY));
            actions.add(new Choice(say("button-ack-one"), alone.stream()
                    .limit(Choice.MOST_OPTIONS)
                    .map(incident -> new Button(
                            incident.monitor() + "  #" + incident.number(), "ack " + incident.number()))
                    .toList()));
        }
        actions.add(new Button(say("button-status"), "status down"));
        return actions;
    }

    private Message message(Incident incident, String text) {
        return Message.of(severity(incident), title(incident), text)
                .withConditions(incident.conditions())
                .withActions(actions(incident))
                .withSubjects(subject(incident));
    }

    private String title(Incident incident) {
        return words.say(state(incident)) + "  " + incident.monitor() + "  #" + incident.number();
    }

    private static Phrase state(Incident incident) {
        return Words.state(incident.state().name());
    }

    private static List<Subject> subject(Incident incident) {
        return List.of(new Subject(incident.number(), incident.monitor(), incident.state().name(), incident.target()));
    }

    private List<Action> actions(Incident incident) {
        String monitor = selector(incident);
        List<Action> actions = new ArrayList<>();
        if (incident.acknowledged().isEmpty()) {
            actions.add(new Button(say("button-ack"), "ack " + incident.number(), Style.PRIMARY));
        }
        if (incident.silenced().isPresent()) {
            actions.add(new Button(say("button-unmute"), "unmute " + monitor));
        } else {
            actions.add(new Choice(say("button-mute"), List.of(
                    new Button(say("button-hour"), "mute " + monitor + " for 1h"),
                    new Button(say("button-hours"), "mute " + monitor + " for 4h"),
                    new Button(say("button-tomorrow"), "mute " + monitor + " until tomorrow 09:00"),
                    new Button(say("button-recovery"), "mute " + monitor + " until recovery"))));
        }
        actions.add(new Button(say("button-check"), "check " + monitor));
        actions.add(details(incident));
        return actions;
    }

    private Button details(Incident incident) {
        return new Button(say("button-details"), "incident " + incident.number(), Style.ASIDE);
    }

    /** The monitor's name where it fits into a button; its incident names it as well. */
    private static String selector(Incident incident) {
        return PLAIN_NAME.matcher(incident.monitor()).matches() ? incident.monitor() : "#" + incident.number();
    }

    private static Severity severity(Incident incident) {
        if (incident.open() && incident.silenced().isPresent()) {
            return Severity.SILENCED;
        }
        if (incident.open() && incident.acknowledged().isPresent()) {
            return Severity.HANDLED;
        }
        return switch (incident.state()) {
            case DOWN -> Severity.CRITICAL;
            case DEGRADED, FLAPPING -> Severity.WARNING;
            case RECOVERED -> Severity.GOOD;
            case UNWATCHED -> Severity.INFO;
        };
    }

    private String say(String key, Object... values) {
        return words.say("notification." + key, values);
    }
}
