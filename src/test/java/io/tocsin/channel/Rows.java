package io.tocsin.channel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** A table as text, its columns as wide as what stands in them. */
public final class Rows {

    private Rows() {}

    public static List<String> head() {
        List<String> head = new ArrayList<>(List.of("channel"));
        for (Case one : Case.values()) {
            head.add(one.toString());
        }
        return head;
    }

    /** @param rows each as long as the others, or shorter */
    public static String table(Collection<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = IntStream.range(0, columns)
                .map(i -> rows.stream().filter(row -> row.size() > i).mapToInt(row -> row.get(i).length()).max()
                        .orElse(0))
                .toArray();
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append("  ");
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }
}
