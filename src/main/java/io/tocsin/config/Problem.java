package io.tocsin.config;

import io.tocsin.spi.Phrase;
import java.util.regex.Pattern;

/**
 * Something wrong in a configuration.
 *
 * @param key what it concerns; empty when it is the whole file
 * @param shown the value as people may see it: never a secret; empty for none
 * @param place where it was written
 * @param what what would be right
 */
public record Problem(String key, String shown, Place place, Phrase what) {

    private static final int LONGEST_SHOWN = 200;
    private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("(://[^/@\\s:]*:)[^/@\\s]*@");

    public Problem {
        shown = PASSWORD_IN_ADDRESS.matcher(shown).replaceAll("$1" + Secret.HIDDEN + "@");
        shown = shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "..." : shown;
    }

    /** The problem as one line. */
    public Phrase phrase() {
        Phrase subject = subject();
        if (place.isNowhere()) {
            return subject;
        }
        return Phrase.of("config.problem.at", place.words(), subject);
    }

    private Phrase subject() {
        if (key.isEmpty()) {
            return what;
        }
        if (shown.isEmpty()) {
            return Phrase.of("config.problem.key", key, what);
        }
        return Phrase.of("config.problem.value", key, shown, what);
    }
}
