package io.tocsin.bundled.redis;

import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of Redis as a person writes it: words, some in quotes. */
final class Words {

    private static final Pattern WORD = Pattern.compile("\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"']+))(?=\\s|$)");
    /** Those that wait or go on answering: a check would end at its limit, whatever the server's health. */
    private static final Set<String> WAITING = Set.of(
            "BLMOVE", "BLMPOP", "BLPOP", "BRPOP", "BRPOPLPUSH", "BZMPOP", "BZPOPMAX", "BZPOPMIN", "MONITOR",
            "PSUBSCRIBE", "PSYNC", "SSUBSCRIBE", "SUBSCRIBE", "SYNC", "WAIT", "WAITAOF");

    private Words() {}

    /** @throws Refusal if a quote is left open, or the command is one that waits */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text.strip());
        int end = 0;
        while (word.lookingAt()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
            end = word.end();
            word.region(end, word.regionEnd());
        }
        if (end < text.strip().length()) {
            throw Refusal.of("redis.query", text);
        }
        if (!words.isEmpty() && WAITING.contains(words.getFirst().toUpperCase(Locale.ROOT))) {
            throw Refusal.of("redis.waiting", words.getFirst());
        }
        return List.copyOf(words);
    }
}
