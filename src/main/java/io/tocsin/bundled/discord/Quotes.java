package io.tocsin.bundled.discord;

import java.util.Locale;
import java.util.Set;

/** Values of options as words of a line. */
final class Quotes {

    private static final String QUOTES = "\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a";

    private Quotes() {}

    /** One word of a line, whatever is in it, and none of its keywords. */
    static String of(String value, Set<String> keywords) {
        String plain = value.replaceAll("\\s+", " ");
        boolean quoted = plain.indexOf(' ') >= 0 || QUOTES.indexOf(plain.charAt(0)) >= 0
                || keywords.contains(plain.toLowerCase(Locale.ROOT));
        return quoted ? '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : plain;
    }

    /** What a word of a line means. */
    static String without(String word) {
        boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
        return quoted
                ? word.substring(1, word.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : word;
    }
}
