package io.tocsin.bundled.change;

import java.util.List;

/** What may change without anybody being told: it is cut out of what is compared. */
record Ignored(List<Expression> expressions) {

    static Ignored of(List<String> texts) {
        return new Ignored(texts.stream().map(text -> Expression.of("ignore", text)).toList());
    }

    List<String> left(List<String> items) {
        return items.stream().map(this::left).filter(text -> !text.isEmpty()).distinct().toList();
    }

    private String left(String item) {
        String left = item;
        for (Expression expression : expressions) {
            left = expression.without(left);
        }
        return left.replaceAll("\\s+", " ").strip();
    }
}
