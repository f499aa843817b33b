package io.tocsin.condition;

import java.util.Optional;

/** How the two sides of a condition are compared. Longer signs come before those they begin with. */
enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** The operator written at this place of a text. */
    static Optional<Operator> at(String text, int place) {
        for (Operator operator : values()) {
            if (text.startsWith(operator.sign, place)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    boolean orders() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    /** Whether this holds for two sides that compare so. */
    boolean holds(int comparison) {
        return switch (this) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case AT_MOST -> comparison <= 0;
            case AT_LEAST -> comparison >= 0;
            case LESS -> comparison < 0;
            case GREATER -> comparison > 0;
        };
    }

    /** The operator that says the same with the sides exchanged. */
    Operator mirrored() {
        return switch (this) {
            case EQUAL -> EQUAL;
            case NOT_EQUAL -> NOT_EQUAL;
            case AT_MOST -> AT_LEAST;
            case AT_LEAST -> AT_MOST;
            case LESS -> GREATER;
            case GREATER -> LESS;
        };
    }
}
