package io.tocsin.notification;

import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.Subject;
import io.tocsin.spi.Severity;
import io.tocsin.text.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts what would be several messages into one, which begins with how many there are of which kind. */
final class Several {

    private static final int MOST_LISTED = 100;
    /** In this order. */
    private static final List<String> STATES = List.of("DOWN", "DEGRADED", "FLAPPING", "RECOVERED", "UNWATCHED");

    private final Catalogue words;

    Several(Catalogue words) {
        this.words = words;
    }

    Message of(List<Message> messages) {
        List<String> lines = new ArrayList<>();
        messages.stream().limit(MOST_LISTED).forEach(message -> lines.add("  " + headline(message)));
        if (messages.size() > MOST_LISTED) {
            lines.add("  " + words.say("notification.more", Integer.toString(messages.size() - MOST_LISTED)));
        }
        Severity worst = messages.stream().map(Message::severity).max(Severity::compareTo).orElse(Severity.INFO);
        List<Subject> subjects = messages.stream().flatMap(message -> message.subjects().stream()).toList();
        Message all = Message.of(worst, title(messages), String.join("\n", lines)).withSubjects(subjects);
        return subjects.isEmpty()
                ? all
                : all.withActions(List.of(new Button(words.say("notification.button-status"), "status down")));
    }

    private String title(List<Message> messages) {
        String all = words.say("notification.several", Integer.toString(messages.size()));
        Map<String, Long> counts = messages.stream()
                .flatMap(message -> message.subjects().stream().limit(1))
                .collect(Collectors.groupingBy(Subject::state, TreeMap::new, Collectors.counting()));
        String kinds = STATES.stream()
                .filter(counts::containsKey)
                .map(state -> words.say(
                        "notification.count-" + state.toLowerCase(Locale.ROOT),
                        Long.toString(counts.getOrDefault(state, 0L))))
                .collect(Collectors.joining(", "));
        return kinds.isEmpty() ? all : words.say("notification.several-of", all, kinds);
    }

    /** What has no title is told nowhere else, so that all of it is; else what comes next: what is watched, or how long. */
    private static String headline(Message message) {
        if (message.title().isEmpty()) {
            return message.text().strip().replace("\n", "\n  ");
        }
        String next = message.text().lines().findFirst().orElse("").strip();
        return next.isEmpty() ? message.title() : message.title() + "  " + next;
    }
}
