package io.tocsin.chat;

import io.tocsin.chat.ChatSettings.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * A long text, of which a page is shown at a time.
 *
 * @param lines what has not been shown yet
 */
record Pages(List<String> lines, Page size) {

    /** Beyond this nobody asks for more, and memory is worth more. */
    private static final int MOST_LINES = 20_000;

    Pages {
        lines = List.copyOf(lines);
    }

    static Pages of(String text, Page size) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().limit(MOST_LINES).toList()) {
            String left = line;
            while (left.length() > size.characters()) {
                lines.add(left.substring(0, size.characters()));
                left = left.substring(size.characters());
            }
            lines.add(left);
        }
        return new Pages(lines, size);
    }

    /** How many lines the next page has: all that is left if it fits, else room is left for the line that says so. */
    private int next() {
        if (lines.size() <= size.lines() && characters(lines) <= size.characters()) {
            return lines.size();
        }
        int count = 0;
        int characters = 0;
        while (count < Math.min(lines.size(), size.lines() - 1)) {
            characters += lines.get(count).length() + 1;
            if (count > 0 && characters > size.characters()) {
                break;
            }
            count++;
        }
        return count;
    }

    String first() {
        return String.join("\n", lines.subList(0, next()));
    }

    Pages rest() {
        return new Pages(lines.subList(next(), lines.size()), size);
    }

    private static int characters(List<String> lines) {
        return lines.stream().mapToInt(line -> line.length() + 1).sum();
    }
}
