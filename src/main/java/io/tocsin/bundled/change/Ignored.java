package io.tocsin.bundled.change;

import java.util.List;
import java.util.regex.Pattern;

/** What may change without anybody being told: it is cut out of what is compared. */
record Ignored(List<Pattern> patterns) {

    static Ignored of(List<String> texts) {
        return new Ignored(texts.stream().map(text -> Bounded.pattern("ignore", text)).toList());
    }

    List<String> left(List<String> items) {
        return items.stream().map(this::left).filter(text -> !text.isEmpty()).distinct().toList();
    }

    private String left(String item) {
        String left = item;
        for (Pattern pattern : patterns) {
            left = Bounded.without(pattern, left);
        }
        return left.replaceAll("\\s+", " ").strip();
    }
}
