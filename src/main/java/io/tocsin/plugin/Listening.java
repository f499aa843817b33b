package io.tocsin.plugin;

import io.tocsin.guard.BoundedMatch;
import io.tocsin.spi.Bot;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Talk;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A listener and the lines it waits for.
 *
 * @param plugin whose it is
 * @param pattern the regular expression of its lines
 * @param whole whether the line must match from end to end
 * @param listener called with a line that matched; already guarded
 */
public record Listening(String plugin, Pattern pattern, boolean whole, Bot.Listener listener) {

    /**
     * Looks at a line, on the caller's thread, with a bound on the time it may take.
     *
     * @return empty if the line is none of its lines, or the expression takes too many steps to tell
     */
    public Optional<MatchResult> match(String line) {
        return BoundedMatch.of(pattern, whole, line, plugin);
    }

    /** The same lines, handed over another way. */
    Listening through(Bot.Listener way) {
        return new Listening(plugin, pattern, whole, way);
    }

    /**
     * Hands a line over.
     *
     * @throws Refusal to answer with its phrase, also when the plugin fails or does not answer
     */
    public void heard(Talk talk, MatchResult match) throws Exception {
        listener.heard(new MatchedTalk(talk, match));
    }
}
