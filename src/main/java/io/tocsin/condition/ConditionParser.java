package io.tocsin.condition;

import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one condition: finds the operator, has both sides read, and refuses what could never be judged. */
final class ConditionParser {

    private static final int LONGEST = 1_000;
    private static final String WARN = "warn:";
    private static final Pattern TIGHT = Pattern.compile("==|!=|<=|>=|<|>|=");
    private static final Pattern STRAY = Pattern.compile("(?:[=<>!?~]+)(?:\\s.*)?", Pattern.DOTALL);

    private final String written;

    ConditionParser(String written) {
        this.written = written.strip();
    }

    Condition parse() {
        if (written.length() > LONGEST) {
            throw Refusal.of("condition.bad.long", Shown.cut(written, Shown.BODY), LONGEST);
        }
        boolean warning = written.regionMatches(true, 0, WARN, 0, WARN.length());
        String text = warning ? written.substring(WARN.length()).strip() : written;
        if (text.isEmpty()) {
            throw Refusal.of("condition.bad.empty");
        }
        Split split = split(text);
        OperandParser operands = new OperandParser(text);
        Operand left = operands.parse(split.left());
        Operand right = operands.parse(split.right());
        operands.refuseMeantPlaceholders(left, right);
        ConditionTypes.check(text, left, split.operator(), right);
        return new Condition(written, warning, left, split.operator(), right);
    }

    /** A condition cut in three. */
    private record Split(String left, Operator operator, String right) {}

    private static Split split(String text) {
        List<Split> all = splits(text);
        if (all.isEmpty()) {
            throw withoutOperator(text);
        }
        List<Split> good = all.stream()
                .filter(split -> all.size() == 1 || (isOne(split.left()) && isOne(split.right())))
                .toList();
        if (good.size() != 1) {
            throw Refusal.of(
                    "condition.bad.two",
                    text,
                    all.get(0).operator().sign(),
                    all.get(1).operator().sign());
        }
        Split split = good.getFirst();
        if (split.left().isEmpty() || split.right().isEmpty()) {
            throw Refusal.of("condition.bad.side", text, split.operator().sign());
        }
        if (STRAY.matcher(split.right()).matches()) {
            throw Refusal.of("condition.bad.operator", text);
        }
        return split;
    }

    private static List<Split> splits(String text) {
        List<Split> found = new ArrayList<>();
        for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
            Optional<Operator> operator = Operator.at(text, space + 1);
            int end = space + 1 + operator.map(o -> o.sign().length()).orElse(0);
            if (operator.isPresent() && text.startsWith(" ", end)) {
                found.add(new Split(text.substring(0, space).strip(), operator.get(), text.substring(end).strip()));
            }
        }
        return found;
    }

    /** Whether the text is one operand: what looks like an operator in it stands inside a function. */
    private static boolean isOne(String side) {
        return splits(side).isEmpty() || OperandParser.isCall(side);
    }

    /** No operator with a space on both sides: says which was probably meant. */
    private static Refusal withoutOperator(String text) {
        Matcher tight = TIGHT.matcher(text);
        if (!tight.find()) {
            return Refusal.of("condition.bad.operator", text);
        }
        String left = text.substring(0, tight.start()).strip();
        String right = text.substring(tight.end()).strip();
        if (left.isEmpty() || right.isEmpty()) {
            return Refusal.of("condition.bad.side", text, tight.group());
        }
        if (STRAY.matcher(right).matches() || right.startsWith("=") || left.endsWith("!")) {
            return Refusal.of("condition.bad.operator", text);
        }
        if (tight.group().equals("=")) {
            return Refusal.of("condition.bad.single", text, left + " == " + right);
        }
        return Refusal.of(
                "condition.bad.spaces", text, tight.group(), left + " " + tight.group() + " " + right);
    }
}
