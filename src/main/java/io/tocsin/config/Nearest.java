package io.tocsin.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant: the known word with the fewest letters wrong, swapped, missing or too many. */
public final class Nearest {

    private Nearest() {}

    /** The nearest known word, if any is near. */
    public static Optional<String> to(String word, Collection<String> known) {
        return several(word, known, 1).stream().findFirst();
    }

    /** The nearest known words, nearest first. */
    public static List<String> several(String word, Collection<String> known, int most) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int bound = Math.max(1, (wanted.length() + 1) / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - wanted.length()) <= bound)
                .map(candidate -> new Scored(candidate, distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .filter(scored -> scored.distance <= bound)
                .sorted(Comparator.comparingInt(Scored::distance)
                        .thenComparing(scored -> Math.abs(scored.word.length() - wanted.length()))
                        .thenComparing(Scored::word))
                .limit(most)
                .map(Scored::word)
                .toList();
    }

    private record Scored(String word, int distance) {}

    /** Damerau and Levenshtein's distance, each pair of letters swapped at most once. */
    static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                int best = Math.min(last[column] + 1, Math.min(current[column - 1] + 1, last[column - 1] + change));
                current[column] = swapped(from, row, to, column) ? Math.min(best, beforeLast[column - 2] + 1) : best;
            }
            beforeLast = last;
            last = current;
        }
        return last[to.length()];
    }

    private static boolean swapped(String from, int row, String to, int column) {
        return row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
    }
}
