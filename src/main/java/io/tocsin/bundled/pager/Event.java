package io.tocsin.bundled.pager;

import io.tocsin.spi.Message;
import io.tocsin.spi.Message.Subject;
import io.tocsin.spi.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a pager is to know of one incident.
 *
 * @param key the same for all that is about this incident
 * @param message without what can be said in a chat
 */
record Event(Step step, String key, Subject subject, Message message) {

    /** No incident at all. */
    static final Subject NOTHING = new Subject(0, "", "", "");

    private static final String DOWN = "DOWN";
    private static final Set<String> OVER = Set.of("RECOVERED", "UNWATCHED");
    private static final Set<Severity> NOBODY_ELSE = Set.of(Severity.HANDLED, Severity.SILENCED);

    /** What is to be done. */
    enum Step {
        TRIGGER,
        /** Somebody has it, or muted it: nobody else is to be woken. */
        ACKNOWLEDGE,
        RESOLVE
    }

    /** The events of a message; none if it is about no incident. */
    static List<Event> of(String key, Message message) {
        List<Subject> incidents = message.subjects().stream().filter(subject -> subject.incident() > 0).toList();
        List<Event> events = new ArrayList<>();
        for (Subject incident : incidents) {
            String own = incidents.size() == 1 ? key : key + "-" + incident.incident();
            events.add(new Event(step(incident, message), own, incident, message.withActions(List.of())));
        }
        return events;
    }

    private static Step step(Subject incident, Message message) {
        if (OVER.contains(incident.state())) {
            return Step.RESOLVE;
        }
        return NOBODY_ELSE.contains(message.severity()) ? Step.ACKNOWLEDGE : Step.TRIGGER;
    }

    boolean isDown() {
        return subject.state().equals(DOWN);
    }

    /** What is wrong, on one line. */
    String summary() {
        String title = message.title().isEmpty()
                ? subject.state() + "  " + subject.monitor() + "  #" + subject.incident()
                : message.title();
        return message.text().isBlank() ? title : title + ": " + reason();
    }

    /** Without the address, which is told for itself. */
    private String reason() {
        return String.join("; ", message.text().lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals(subject.url()))
                .toList());
    }
}
