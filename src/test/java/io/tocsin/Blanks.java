package io.tocsin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The places of a {@link java.text.MessageFormat} pattern where values go.
 *
 * @param needed those that show their value, each with its formats, such as {@code {0}} or {@code {0,number}}
 * @param all the numbers of these and of those that only choose between words, as of singular and plural
 */
record Blanks(Map<Integer, Set<String>> needed, Set<Integer> all) {

    static Blanks of(String pattern) {
        Blanks blanks = new Blanks(new TreeMap<>(), new TreeSet<>());
        blanks.read(pattern);
        return blanks;
    }

    private void read(String pattern) {
        boolean quoted = false;
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '\'') {
                boolean apostrophe = at + 1 < pattern.length() && pattern.charAt(at + 1) == '\'';
                at += apostrophe ? 1 : 0;
                quoted ^= !apostrophe;
            } else if (c == '{' && !quoted) {
                int end = end(pattern, at);
                blank(pattern.substring(at + 1, end));
                at = end;
            }
        }
    }

    private static int end(String pattern, int begin) {
        int depth = 0;
        for (int at = begin; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException("a brace is never closed: " + pattern);
    }

    private void blank(String inside) {
        String[] parts = inside.split(",", 3);
        int number = Integer.parseInt(parts[0].strip());
        all.add(number);
        if (parts.length > 1 && parts[1].strip().equals("choice")) {
            read(parts[2]);
        } else {
            needed.computeIfAbsent(number, first -> new TreeSet<>()).add(inside.substring(parts[0].length()));
        }
    }
}
