package io.tocsin.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation as it is written down.
 *
 * @param turns in order
 */
record Dialogue(List<Turn> turns) {

    private static final Pattern SAID = Pattern.compile("(\\w*)([>~]) (.*)");
    private static final Pattern REGEX = Pattern.compile("/(.*)/");

    Dialogue {
        turns = List.copyOf(turns);
    }

    /**
     * A line that somebody says, and what is replied.
     *
     * @param number of the line in the text, from 1
     * @param person who says it; empty for the usual one
     * @param toBot whether it is said to the bot
     */
    record Turn(int number, String person, boolean toBot, String line, List<String> replies) {

        Turn {
            replies = List.copyOf(replies);
        }

        /** Whether that is what came; each line of the one belongs to a line of the other. */
        boolean isAnsweredBy(String came) {
            List<String> lines = came.isEmpty() ? List.of() : List.of(came.split("\n", -1));
            return firstDifference(lines).isEmpty();
        }

        /** The number of the first line that came otherwise. */
        Optional<Integer> firstDifference(List<String> came) {
            for (int i = 0; i < Math.max(replies.size(), came.size()); i++) {
                if (i >= replies.size()) {
                    return Optional.of(number + replies.size());
                }
                if (i >= came.size() || !fits(replies.get(i), came.get(i).strip())) {
                    return Optional.of(number + 1 + i);
                }
            }
            return Optional.empty();
        }

        private static boolean fits(String expected, String came) {
            Matcher regex = REGEX.matcher(expected);
            return regex.matches() ? came.matches(regex.group(1)) : came.equals(expected);
        }
    }

    /** Reads the text; lines before the first that is said are refused, blank ones count for nothing. */
    static Dialogue parse(String text) {
        List<Turn> turns = new ArrayList<>();
        List<String> replies = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            Matcher said = SAID.matcher(line);
            if (said.matches()) {
                turns.addFirst(new Turn(i + 1, said.group(1), said.group(2).equals(">"), said.group(3), replies));
                replies.clear();
            } else if (!line.isEmpty()) {
                replies.addFirst(line);
            }
        }
        if (!replies.isEmpty()) {
            throw new IllegalArgumentException(Failure.WORDS.say("kit.dialogue.start", replies.getFirst()));
        }
        return new Dialogue(turns);
    }
}
