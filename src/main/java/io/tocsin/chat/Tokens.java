package io.tocsin.chat;

import io.tocsin.spi.Refusal;
import java.util.Optional;

/**
 * Takes a line apart from left to right. Quotes count at the beginning of a word alone, so that {@code it's} is a word;
 * they may be straight, typographic as phones make them, backticks, or the corners of Chinese and Japanese. Not safe for use by several threads.
 */
final class Tokens {

    private static final String DOUBLE = "\"\u201c\u201d\u201e\u201f\u00ab\u00bb";
    private static final String SINGLE = "'\u2018\u2019\u201a\u201b\u2039\u203a";
    private static final String BACKTICK = "`";
    private static final String CORNER = "\u300c\u300d\u300e\u300f";

    private final String line;
    private int at;

    Tokens(String line, int from) {
        this.line = line;
        this.at = from;
    }

    /** The next word, which stays. */
    Optional<Token> peek() {
        int from = at;
        Optional<Token> token = next();
        at = from;
        return token;
    }

    /**
     * The next word.
     *
     * @throws Refusal if a quote is never closed
     */
    Optional<Token> next() {
        int start = skipSpaces(at);
        if (start == line.length()) {
            at = start;
            return Optional.empty();
        }
        Token token = family(line.charAt(start)).isEmpty() ? word(start) : quoted(start);
        at = token.end();
        return Optional.of(token);
    }

    /** Everything that is left, as it stands; without its quotes if it is one quoted text. */
    String rest() {
        int start = skipSpaces(at);
        at = line.length();
        String rest = line.substring(start).stripTrailing();
        if (rest.isEmpty() || family(rest.charAt(0)).isEmpty()) {
            return rest;
        }
        int close = close(rest, 0);
        return close == rest.length() - 1 ? unescape(rest.substring(1, close)) : rest;
    }

    /** Where the next word will be looked for. */
    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    private int skipSpaces(int from) {
        int start = from;
        while (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    private Token word(int start) {
        int end = line.indexOf(' ', start);
        int stop = end < 0 ? line.length() : end;
        return new Token(line.substring(start, stop), false, start, stop);
    }

    private Token quoted(int start) {
        int close = close(line, start);
        if (close < 0) {
            throw Refusal.of("chat.quote", line.substring(start, start + 1), Integer.toString(start + 1),
                    cut(line.substring(start)));
        }
        if (close + 1 < line.length() && line.charAt(close + 1) != ' ') {
            throw Refusal.of("chat.quote.space", line.substring(close, close + 1), Integer.toString(close + 1),
                    cut(line.substring(close)));
        }
        return new Token(unescape(line.substring(start + 1, close)), true, start, close + 1);
    }

    /** The closing quote: of the opening one's own make, or, as phones turn only some, of its family. */
    private static int close(String text, int open) {
        char quote = text.charAt(open);
        String family = family(quote);
        boolean straight = quote == family.charAt(0);
        String own = straight ? family.substring(0, 1) : family.substring(1);
        int close = find(text, open, own);
        return close >= 0 ? close : find(text, open, family);
    }

    private static int find(String text, int open, String quotes) {
        boolean betweenLetters = SINGLE.contains(text.substring(open, open + 1));
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (quotes.indexOf(c) >= 0 && !(betweenLetters && insideWord(text, i))) {
                return i;
            }
        }
        return -1;
    }

    /** Whether an apostrophe stands in a word, as in {@code it's}. */
    private static boolean insideWord(String text, int i) {
        return i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
    }

    private static String family(char quote) {
        if (DOUBLE.indexOf(quote) >= 0) {
            return DOUBLE;
        }
        if (SINGLE.indexOf(quote) >= 0) {
            return SINGLE;
        }
        if (CORNER.indexOf(quote) >= 0) {
            return CORNER;
        }
        return quote == '`' ? BACKTICK : "";
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && i + 1 < text.length() && escapable(text.charAt(i + 1));
            plain.append(escape ? text.charAt(++i) : c);
        }
        return plain.toString();
    }

    private static boolean escapable(char c) {
        return c == '\\' || !family(c).isEmpty();
    }

    private static String cut(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
