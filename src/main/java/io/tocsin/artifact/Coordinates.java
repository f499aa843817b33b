package io.tocsin.artifact;

import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One library.
 *
 * @param text as it was written, such as {@code org.apache.kafka:kafka-clients:4.1.0}
 */
public record Coordinates(String group, String artifact, String version, String classifier, String text) {

    private static final String COMMENT = "//DEPS";
    private static final String WORD = "([A-Za-z0-9_.-]{1,200})";
    private static final Pattern FORM =
            Pattern.compile(WORD + ":" + WORD + ":" + WORD + "(?::" + WORD + ")?(?:@jar)?");
    private static final List<String> MOVING = List.of("RELEASE", "LATEST");

    /**
     * Those that a source asks for.
     *
     * @throws ArtifactException if one of them is none, with its line
     */
    public static List<Coordinates> in(String source) throws ArtifactException {
        List<Coordinates> found = new ArrayList<>();
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(COMMENT + " ") || line.startsWith(COMMENT + "\t")) {
                for (String word : words(line.substring(COMMENT.length()))) {
                    found.add(parse(word, i + 1));
                }
            }
        }
        return found;
    }

    private static List<String> words(String rest) {
        return Stream.of(rest.split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .takeWhile(word -> !word.startsWith("//"))
                .toList();
    }

    private static Coordinates parse(String word, int line) throws ArtifactException {
        Matcher matcher = FORM.matcher(word);
        if (!matcher.matches()) {
            throw new ArtifactException(line, Phrase.of("plugin.deps-form", word));
        }
        String version = matcher.group(3);
        if (MOVING.contains(version) || version.endsWith("-SNAPSHOT")) {
            throw new ArtifactException(line, Phrase.of("plugin.deps-moving", word));
        }
        String classifier = matcher.group(4);
        return new Coordinates(matcher.group(1), matcher.group(2), version, classifier == null ? "" : classifier, word);
    }
}
