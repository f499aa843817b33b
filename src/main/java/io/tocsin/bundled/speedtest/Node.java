package io.tocsin.bundled.speedtest;

import io.tocsin.net.Clean;
import io.tocsin.spi.Location;
import io.tocsin.spi.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a service measures from.
 *
 * @param id by which the service knows it
 */
record Node(String id, Location location) {

    private static final Pattern FORM =
            Pattern.compile(
                    "([^\\s\\p{Cntrl}]{1,100})\\s+([^\\[\\]\\p{Cntrl}]{1,60}?)\\s*(?:\\[([^\\[\\]\\p{Cntrl}]{1,60})])?");

    /** Nodes such as {@code 2f0c Beijing[Telecom]}, several of them separated by semicolons. */
    static List<Node> all(List<String> written) {
        return written.stream()
                .flatMap(text -> Arrays.stream(text.split("[;\\n]")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Node::of)
                .toList();
    }

    private static Node of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw Refusal.of("speedtest.node", Clean.text(text));
        }
        String carrier = parts.group(3) == null ? "" : parts.group(3).strip();
        return new Node(parts.group(1), new Location(parts.group(2).strip(), carrier));
    }
}
