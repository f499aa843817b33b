package io.tocsin.bundled.sms;

import io.tocsin.channel.Plain;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.Subject;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a message says in a few words. */
record Brief(Message message) {

    private static final int ENOUGH = 2_000;
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]*://\\S*");
    /** In the alphabet of GSM. */
    private static final String LEFT_OUT = "...";

    /** The title and the reason, on one line. */
    String text() {
        return title().isEmpty() || reason().isEmpty() ? title() + reason() : title() + ": " + reason();
    }

    String title() {
        return Plain.line(message.title(), ENOUGH);
    }

    /** Without addresses: networks take messages with links for spam, or refuse them. */
    String reason() {
        Set<String> addresses = message.subjects().stream().map(Subject::url).collect(Collectors.toSet());
        return Plain.line(message.text().lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !addresses.contains(line))
                .map(line -> ADDRESS.matcher(line).replaceAll(LEFT_OUT))
                .collect(Collectors.joining("; ")), ENOUGH);
    }

    String monitors() {
        return joined(message.subjects().stream().map(Subject::monitor).distinct().collect(Collectors.joining(", ")));
    }

    String states() {
        return joined(message.subjects().stream().map(Subject::state).distinct().collect(Collectors.joining(", ")));
    }

    String incidents() {
        return joined(message.subjects().stream()
                .filter(subject -> subject.incident() > 0)
                .map(subject -> "#" + subject.incident())
                .distinct()
                .collect(Collectors.joining(", ")));
    }

    /** Where a message is about no monitor, its text stands for that. */
    private String joined(String parts) {
        return parts.isEmpty() ? text() : Plain.line(parts, ENOUGH);
    }
}
