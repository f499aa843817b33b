package io.tocsin.monitor;

import java.util.List;
import java.util.Optional;

/** What was probably meant: the word that takes the fewest slips of the fingers. */
final class Nearest {

    private Nearest() {}

    /** The nearest of the words, no more than so many slips away. */
    static Optional<String> to(String word, List<String> words, int most) {
        Optional<String> nearest = Optional.empty();
        int fewest = most + 1;
        for (String candidate : words) {
            int slips = slips(word, candidate);
            if (slips < fewest) {
                fewest = slips;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** Letters wrong, missing, too many, or exchanged with their neighbour. */
    private static int slips(String one, String other) {
        int[][] table = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cell(table, i, j, one, other);
            }
        }
        return table[one.length()][other.length()];
    }

    private static int cell(int[][] table, int i, int j, String one, String other) {
        int replaced = table[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        boolean exchanged = i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        return exchanged ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
