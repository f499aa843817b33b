package io.tocsin.condition;

import io.tocsin.spi.Refusal;
import java.util.List;

/** Refuses conditions that nothing could ever make true, or false: a slip, and dangerous if it were passed over. */
final class ConditionTypes {

    private ConditionTypes() {}

    static void check(String condition, Operand left, Operator operator, Operand right) {
        if (operator.orders()) {
            checkOrder(condition, left, operator, right);
            checkOrder(condition, right, operator, left);
            return;
        }
        if (isRule(left) && isRule(right)) {
            throw Refusal.of("condition.bad.two-rules", condition);
        }
        checkEqual(condition, left, right);
        checkEqual(condition, right, left);
    }

    private static boolean isRule(Operand operand) {
        return operand instanceof Operand.Fixed(_, Value value) && !(value instanceof Value.Literal);
    }

    private static void checkOrder(String condition, Operand side, Operator operator, Operand other) {
        if (isRule(side)) {
            throw Refusal.of("condition.bad.rule-order", side.text(), operator.sign(), condition);
        }
        if (side instanceof Operand.Presence
                || (side instanceof Operand.Reading(_, Placeholder placeholder)
                        && !placeholder.isAmount()
                        && placeholder != Placeholder.BODY)) {
            throw Refusal.of("condition.bad.no-order", side.text(), operator.sign(), condition);
        }
        if (side instanceof Operand.Fixed(_, Value.Literal literal)) {
            refuseNoAmount(condition, literal);
            refuseWrongUnit(condition, other, literal);
        }
    }

    private static void refuseNoAmount(String condition, Value.Literal literal) {
        if (literal.amount().isPresent()) {
            return;
        }
        boolean begun = literal.text().matches("[-+]?[0-9].*");
        throw Refusal.of(
                begun ? "condition.bad.time" : "condition.bad.no-amount", literal.text(), condition);
    }

    private static void refuseWrongUnit(String condition, Operand other, Value.Literal literal) {
        boolean count = other instanceof Operand.Length
                || (other instanceof Operand.Reading(_, Placeholder placeholder) && placeholder == Placeholder.STATUS);
        if (count && literal.number().isEmpty()) {
            throw Refusal.of("condition.bad.count", literal.text(), other.text(), condition);
        }
    }

    private static void checkEqual(String condition, Operand side, Operand other) {
        for (Value.Literal literal : literals(other)) {
            checkEqual(condition, side, literal);
        }
    }

    private static List<Value.Literal> literals(Operand operand) {
        if (!(operand instanceof Operand.Fixed(_, Value value))) {
            return List.of();
        }
        return switch (value) {
            case Value.Literal literal -> List.of(literal);
            case Value.Choice choice -> choice.options();
            case Value.Pattern _, Value.Text _, Value.Num _, Value.Span _, Value.Tree _ -> List.of();
            case Value.Absent _, Value.Unreadable _ -> List.of();
        };
    }

    private static void checkEqual(String condition, Operand side, Value.Literal literal) {
        boolean yesOrNo = side instanceof Operand.Presence
                || (side instanceof Operand.Reading(_, Placeholder named) && named == Placeholder.CONNECTED);
        if (yesOrNo && !literal.text().equals("true") && !literal.text().equals("false")) {
            throw Refusal.of("condition.bad.yes-or-no", literal.text(), side.text(), condition);
        }
        if (!(side instanceof Operand.Reading(_, Placeholder placeholder))) {
            return;
        }
        if (placeholder == Placeholder.STATUS && literal.number().isEmpty()) {
            throw Refusal.of("condition.bad.status", literal.text(), condition);
        }
        if (placeholder.isTime() && literal.amount().isEmpty()) {
            throw Refusal.of("condition.bad.time", literal.text(), condition);
        }
    }
}
