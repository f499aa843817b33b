package io.tocsin.bundled.change;

import io.tocsin.net.BoundedSearch;
import io.tocsin.net.BoundedSearch.GivenUp;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression that a person set, over what strangers write. */
record Expression(Pattern pattern) {

    private static final int LONGEST = 1_000;

    /** @throws Refusal if it is no regular expression */
    static Expression of(String setting, String text) {
        try {
            if (text.length() > LONGEST) {
                throw Refusal.of("change.long", setting, Integer.toString(LONGEST));
            }
            return new Expression(Pattern.compile(text));
        } catch (PatternSyntaxException wrong) {
            throw new Refusal(Phrase.of("change.regex", setting, text, String.valueOf(wrong.getDescription())));
        }
    }

    /** The first group of each place where it is found, or all of the place; so many places at most. */
    List<String> found(String text, int most) {
        try {
            return BoundedSearch.all(pattern, text, most);
        } catch (GivenUp endless) {
            throw endless();
        }
    }

    String without(String text) {
        try {
            return BoundedSearch.without(pattern, text);
        } catch (GivenUp endless) {
            throw endless();
        }
    }

    private Refusal endless() {
        return Refusal.of("change.endless", pattern.pattern());
    }
}
