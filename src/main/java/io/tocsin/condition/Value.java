package io.tocsin.condition;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.spi.Phrase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What one side of a condition comes to. {@link Literal}, {@link Pattern} and {@link Choice} are made from the
 * condition's own text alone: whatever a response says, it becomes one of the others, and so never changes what is asked.
 */
sealed interface Value {

    String text();

    /** What it is worth under {@code <}: a number, or a length of time in milliseconds. */
    default Optional<BigDecimal> amount() {
        return Optional.empty();
    }

    /**
     * Written in the condition, its worth known since then.
     *
     * @param bare the same without quotes around it; either may be what a response says
     */
    record Literal(String text, String bare, Optional<BigDecimal> number, Optional<BigDecimal> amount)
            implements Value {

        static Literal of(String text) {
            String bare = bare(text);
            return new Literal(text, bare, Numbers.number(bare), Numbers.amount(bare));
        }

        /** Without the quotes that people are used to put around a text. */
        private static String bare(String text) {
            int last = text.length() - 1;
            boolean quoted = last > 0 && text.charAt(0) == text.charAt(last) && "\"'".indexOf(text.charAt(0)) >= 0;
            boolean once = quoted && text.indexOf(text.charAt(0), 1) == last;
            return once ? text.substring(1, last) : text;
        }
    }

    /** {@code pat(...)}. */
    record Pattern(String text, Glob glob) implements Value {

        private boolean matches(Value other) {
            return glob.matches(other.text())
                    || (other instanceof Tree tree && tree.node().isArray() && glob.matches(Json.spaced(tree.node())));
        }
    }

    /** {@code any(...)}. */
    record Choice(String text, List<Literal> options) implements Value {

        private boolean matches(Value other) {
            for (Literal option : options) {
                if (same(option, other)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Text(String text) implements Value {

        @Override
        public Optional<BigDecimal> amount() {
            return Numbers.amount(text);
        }
    }

    record Num(BigDecimal number) implements Value {

        static Num of(long number) {
            return new Num(BigDecimal.valueOf(number));
        }

        @Override
        public String text() {
            return Json.plain(number);
        }

        @Override
        public Optional<BigDecimal> amount() {
            return Optional.of(number);
        }
    }

    /** A length of time that was measured. */
    record Span(long millis) implements Value {

        @Override
        public String text() {
            return Long.toString(millis);
        }

        @Override
        public Optional<BigDecimal> amount() {
            return Optional.of(BigDecimal.valueOf(millis));
        }
    }

    /** An array or object. */
    record Tree(JsonNode node) implements Value {

        @Override
        public String text() {
            return Json.minified(node);
        }

        private boolean reads(String other) {
            return text().equals(other)
                    || (node.isArray() && Json.spaced(node).equals(other))
                    || Json.parse(other).filter(node::equals).isPresent();
        }
    }

    /** Nothing was seen. Asked by name ({@code == 0} without a certificate, {@code == null}), that is an answer. */
    record Absent(Phrase why, String text) implements Value {}

    /** It cannot be known: the body is not JSON. */
    record Unreadable(Phrase why) implements Value {

        @Override
        public String text() {
            return "";
        }
    }

    /** Whether two sides are equal; neither is absent or unreadable. */
    static boolean same(Value one, Value other) {
        if (one instanceof Pattern pattern) {
            return pattern.matches(other);
        }
        if (other instanceof Pattern pattern) {
            return pattern.matches(one);
        }
        if (one instanceof Choice choice) {
            return choice.matches(other);
        }
        if (other instanceof Choice choice) {
            return choice.matches(one);
        }
        return samePlain(one, other);
    }

    private static boolean samePlain(Value one, Value other) {
        if (one instanceof Tree tree) {
            return tree.reads(other.text());
        }
        if (other instanceof Tree tree) {
            return tree.reads(one.text());
        }
        if (one instanceof Span || other instanceof Span) {
            return equal(one.amount(), other.amount());
        }
        if (one instanceof Num || other instanceof Num) {
            return equal(number(one), number(other));
        }
        return one.text().equals(other.text())
                || bare(one).equals(bare(other))
                || equal(Numbers.whole(bare(one)), Numbers.whole(bare(other)));
    }

    private static String bare(Value value) {
        return value instanceof Literal literal ? literal.bare() : value.text();
    }

    private static Optional<BigDecimal> number(Value value) {
        return switch (value) {
            case Literal literal -> literal.number();
            case Num num -> Optional.of(num.number());
            case Text text -> Numbers.number(text.text());
            case Span span -> span.amount();
            case Pattern _, Choice _, Tree _, Absent _, Unreadable _ -> Optional.empty();
        };
    }

    private static boolean equal(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) == 0;
    }
}
