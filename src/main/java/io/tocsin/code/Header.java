package io.tocsin.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a plugin says of itself: the Javadoc of its class, or the first comment of a compact file.
 *
 * @param description what it is for
 * @param commands the lines under {@code Commands:}
 * @param configuration the lines under {@code Configuration:}
 * @param author what follows {@code Author:}
 */
public record Header(String description, List<String> commands, List<String> configuration, String author) {

    public static final Header NONE = new Header("", List.of(), List.of(), "");

    private static final int LONGEST = 1_000;
    private static final int MOST_LINES = 30;
    private static final List<String> SECTIONS = List.of("commands", "configuration", "author");

    public Header {
        commands = List.copyOf(commands);
        configuration = List.copyOf(configuration);
    }

    /** @param comment without its stars */
    static Header of(String comment) {
        Map<String, List<String>> sections = new TreeMap<>();
        String section = "";
        for (String raw : comment.split("\\R")) {
            String line = plain(raw);
            Optional<String> begun = begins(line);
            if (begun.isPresent()) {
                section = begun.get();
                line = line.substring(line.indexOf(':') + 1).strip();
            }
            List<String> lines = sections.computeIfAbsent(section, none -> new ArrayList<>());
            if (!line.isEmpty() && lines.size() < MOST_LINES) {
                lines.add(line);
            }
        }
        return new Header(
                joined(sections, ""),
                sections.getOrDefault("commands", List.of()),
                sections.getOrDefault("configuration", List.of()),
                joined(sections, "author"));
    }

    private static String joined(Map<String, List<String>> sections, String name) {
        return cut(String.join(" ", sections.getOrDefault(name, List.of())));
    }

    private static String plain(String line) {
        String text = line.strip().replaceAll("</?\\w{1,10}>", "").replaceAll("\\{@\\w+ ([^{}]*)\\}", "$1");
        String item = text.startsWith("- ") || text.startsWith("* ") ? text.substring(2) : text;
        return cut(item.replaceFirst("^@author\\b", "Author:").strip());
    }

    private static Optional<String> begins(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return SECTIONS.stream().filter(name -> lower.startsWith(name + ":")).findFirst();
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
