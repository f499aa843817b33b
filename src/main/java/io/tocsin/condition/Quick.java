package io.tocsin.condition;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The short way for what most conditions are: a status or a time against a whole number. Nearly all checks are good, so it
 * only says yes; a no, or nothing seen, is looked at again the long way.
 */
record Quick(Placeholder placeholder, Operator operator, long bound) {

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
