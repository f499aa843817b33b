package io.tocsin.condition;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One line such as {@code [STATUS] == 200}, read once and judged at every check. The language is Gatus's; what cannot
 * be judged fails and says why, and what a response says never changes what is asked. Conditions are equal if their
 * texts are.
 */
public final class Condition {

    private final String text;
    private final boolean warning;
    private final Operand left;
    private final Operator operator;
    private final Operand right;
    private final Quick quick;
    private final Outcome held;

    Condition(String text, boolean warning, Operand left, Operator operator, Operand right) {
        this.text = text;
        this.warning = warning;
        this.left = left;
        this.operator = operator;
        this.right = right;
        this.quick = Quick.of(left, operator, right);
        this.held = new Outcome(this, true, left.text() + " " + operator.sign() + " " + right.text(), Optional.empty());
    }

    /**
     * Reads a condition, with or without {@code warn:} before it.
     *
     * @throws Refusal if it is none; the phrase says what is wrong and what would be right
     */
    public static Condition parse(String text) {
        return new ConditionParser(text).parse();
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Whether its failure makes a monitor degraded and not down. */
    public boolean warning() {
        return warning;
    }

    /** Whether it looks at {@code [CONNECTED]}, and so has its own say about a target that nobody can connect to. */
    public boolean asksConnected() {
        return asksConnected(left) || asksConnected(right);
    }

    private static boolean asksConnected(Operand operand) {
        return operand instanceof Operand.Reading reading && reading.placeholder() == Placeholder.CONNECTED;
    }

    public Outcome evaluate(Observation seen) {
        if (quick.holds(seen)) {
            return held;
        }
        Value one = left.look(seen);
        Value other = right.look(seen);
        Optional<Phrase> why = why(one, other);
        if (why.isEmpty() && holds(one, other)) {
            return held;
        }
        return new Outcome(this, false, shown(one, other), why);
    }

    /** What comes of it when it holds. */
    public Outcome held() {
        return held;
    }

    private boolean holds(Value one, Value other) {
        if (!operator.orders()) {
            boolean same = askedFor(one, other) || askedFor(other, one) || Value.same(one, other);
            return same == (operator == Operator.EQUAL);
        }
        BigDecimal size = one.amount().orElseThrow();
        return operator.holds(size.compareTo(other.amount().orElseThrow()));
    }

    /** Why the two cannot be compared; empty if they can. */
    private Optional<Phrase> why(Value one, Value other) {
        Optional<Phrase> unseen = unseen(one, other);
        if (unseen.isPresent() || !operator.orders()) {
            return unseen;
        }
        return noAmount(left, one).or(() -> noAmount(right, other));
    }

    private Optional<Phrase> unseen(Value one, Value other) {
        if (!operator.orders() && (askedFor(one, other) || askedFor(other, one))) {
            return Optional.empty();
        }
        return unseen(one).or(() -> unseen(other));
    }

    /** Whether one is absent and the condition asks for just that. */
    private static boolean askedFor(Value one, Value other) {
        return one instanceof Value.Absent absent
                && other instanceof Value.Literal literal
                && absent.text().equals(literal.text());
    }

    private static Optional<Phrase> unseen(Value value) {
        return switch (value) {
            case Value.Absent absent -> Optional.of(absent.why());
            case Value.Unreadable unreadable -> Optional.of(unreadable.why());
            case Value.Literal _, Value.Pattern _, Value.Choice _ -> Optional.empty();
            case Value.Text _, Value.Num _, Value.Span _, Value.Tree _ -> Optional.empty();
        };
    }

    private static Optional<Phrase> noAmount(Operand operand, Value value) {
        if (value.amount().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Phrase.of("condition.why.no-amount", operand.text(), Shown.cut(value.text(), Shown.BODY)));
    }

    private String shown(Value one, Value other) {
        return Shown.operand(left, one) + " " + operator.sign() + " " + Shown.operand(right, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && condition.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * The short way for what most conditions are: a status or a time against a whole number. Nearly all checks are
     * good, so it only says yes; a no, or nothing seen, is looked at again the long way.
     */
    private record Quick(Placeholder placeholder, Operator operator, long bound) {

        /** Never says yes. */
        private static final Quick NONE = new Quick(Placeholder.CONTEXT, Operator.EQUAL, 0);

        static Quick of(Operand left, Operator operator, Operand right) {
            if (right instanceof Operand.Reading reading) {
                return of(reading, operator.mirrored(), left).orElse(NONE);
            }
            return left instanceof Operand.Reading reading ? of(reading, operator, right).orElse(NONE) : NONE;
        }

        private static Optional<Quick> of(Operand.Reading reading, Operator operator, Operand bound) {
            if (!reading.placeholder().isAmount()
                    || !(bound instanceof Operand.Fixed fixed)
                    || !(fixed.value() instanceof Value.Literal literal)) {
                return Optional.empty();
            }
            Optional<BigDecimal> size = reading.placeholder().isTime() ? literal.amount() : literal.number();
            return size.filter(Quick::isLong).map(n -> new Quick(reading.placeholder(), operator, n.longValueExact()));
        }

        private static boolean isLong(BigDecimal number) {
            return number.stripTrailingZeros().scale() <= 0
                    && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
        }

        boolean holds(Observation seen) {
            long value = placeholder.quick(seen);
            return value != Placeholder.NOTHING && operator.holds(Long.compare(value, bound));
        }
    }
}
