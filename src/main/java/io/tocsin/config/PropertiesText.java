package io.tocsin.config;

import io.tocsin.spi.Phrase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Reads the syntax of {@link java.util.Properties}, which itself forgets lines and overlooks keys that are given twice. */
final class PropertiesText {

    private static final String BLANKS = " \t\f";

    private final String file;
    private final List<String> lines;
    private final Problems problems;
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lineOf = new LinkedHashMap<>();
    private int next;

    PropertiesText(String file, String text, Problems problems) {
        this.file = file;
        this.lines = text.lines().toList();
        this.problems = problems;
    }

    SequencedMap<String, Entry> read() {
        while (next < lines.size()) {
            int line = next + 1;
            String first = stripLeading(lines.get(next));
            next++;
            boolean nothing = first.isEmpty() || first.equals("\\");
            if (!nothing && first.charAt(0) != '#' && first.charAt(0) != '!') {
                entry(logical(first), line);
            }
        }
        return entries;
    }

    /** The line together with those it goes on in. */
    private String logical(String first) {
        StringBuilder whole = new StringBuilder();
        String part = first;
        while (goesOn(part) && next < lines.size()) {
            whole.append(part, 0, part.length() - 1);
            part = stripLeading(lines.get(next));
            next++;
        }
        return whole.append(part, 0, goesOn(part) ? part.length() - 1 : part.length())
                .toString();
    }

    private void entry(String text, int line) {
        int end = 0;
        while (end < text.length() && !endsKey(text.charAt(end))) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, text.length());
        int start = skipBlanks(text, end);
        if (start < text.length() && (text.charAt(start) == '=' || text.charAt(start) == ':')) {
            start = skipBlanks(text, start + 1);
        }
        String key = unescape(text.substring(0, end), "", line);
        String value = unescape(text.substring(start), key, line);
        Place place = Place.line(file, line);
        if (key.isEmpty()) {
            problems.add("", "", place, Phrase.of("config.keyless"));
            return;
        }
        if (lineOf.containsKey(key)) {
            String earlier = String.valueOf(lineOf.get(key));
            problems.add(key, "", place, Phrase.of("config.duplicate", earlier));
            return;
        }
        lineOf.put(key, line);
        entries.put(key, new Entry(key, value, place));
    }

    private String unescape(String text, String key, int line) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter != '\\' || at + 1 == text.length()) {
                plain.append(letter);
                continue;
            }
            at++;
            char escaped = text.charAt(at);
            if (escaped == 'u') {
                plain.append(unicode(text, at, key, line));
                at = Math.min(at + 4, text.length());
                continue;
            }
            plain.append(escaped(escaped));
        }
        return plain.toString();
    }

    private char unicode(String text, int at, String key, int line) {
        try {
            return (char) Integer.parseUnsignedInt(text.substring(at + 1, at + 5), 16);
        } catch (NumberFormatException | StringIndexOutOfBoundsException notFourDigits) {
            String written = text.substring(at, Math.min(at + 5, text.length()));
            problems.add(key, "", Place.line(file, line), Phrase.of("config.escape", written));
            return '?';
        }
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            default -> letter;
        };
    }

    private static boolean goesOn(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static boolean endsKey(char letter) {
        return letter == '=' || letter == ':' || BLANKS.indexOf(letter) >= 0;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static String stripLeading(String line) {
        return line.substring(skipBlanks(line, 0));
    }
}
