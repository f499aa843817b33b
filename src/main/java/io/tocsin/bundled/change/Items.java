package io.tocsin.bundled.change;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What was found on a page.
 *
 * @param texts each itself, or its mark where it is long or there are too many
 */
record Items(List<String> texts) {

    private static final String MARK = "\u0001";
    private static final int LONG = 300;
    private static final int DIGITS = 24;

    Items {
        texts = List.copyOf(texts);
    }

    /** The same, the long ones as marks. */
    static Items of(List<String> found) {
        return new Items(found.stream().map(text -> text.length() > LONG ? mark(text) : text).toList());
    }

    /** The same as marks alone. */
    Items marks() {
        return new Items(texts.stream().map(text -> text.startsWith(MARK) ? text : mark(text)).toList());
    }

    /** What stands for a text where only its sameness counts. */
    static String mark(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return MARK + HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Those of a page that are not among these. */
    List<String> without(List<String> found) {
        Set<String> known = new HashSet<>(texts);
        return found.stream().filter(text -> !known.contains(text) && !known.contains(mark(text))).toList();
    }

    /** Those of these that are not on a page; what is known by its mark alone is an empty text. */
    List<String> missing(List<String> found) {
        Set<String> there = new HashSet<>(found);
        found.forEach(text -> there.add(mark(text)));
        return texts.stream()
                .filter(text -> !there.contains(text))
                .map(text -> text.startsWith(MARK) ? "" : text)
                .toList();
    }
}
