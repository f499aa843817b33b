package io.tocsin.condition;

import io.tocsin.config.Nearest;
import io.tocsin.spi.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one side of a condition. */
final class OperandParser {

    private static final List<String> FUNCTIONS = List.of("len", "has", "pat", "any");
    /** Those with a placeholder inside; inside the others stand texts. */
    private static final List<String> LOOKING = List.of("len", "has");
    /** What other languages call them. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("length", "len"),
            Map.entry("size", "len"),
            Map.entry("count", "len"),
            Map.entry("exists", "has"),
            Map.entry("contains", "pat"),
            Map.entry("pattern", "pat"),
            Map.entry("match", "pat"),
            Map.entry("matches", "pat"),
            Map.entry("glob", "pat"),
            Map.entry("like", "pat"),
            Map.entry("regex", "pat"),
            Map.entry("in", "any"),
            Map.entry("oneof", "any"),
            Map.entry("anyof", "any"));
    private static final Pattern CALL = Pattern.compile("([A-Za-z_]\\w{0,30})\\s*\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]*)](.*)", Pattern.DOTALL);
    private static final Pattern OPEN = Pattern.compile("\\[([A-Za-z_]+)[^\\[\\]]*");
    private static final Pattern SHOUTED = Pattern.compile("\\s*[A-Z][A-Z0-9_ -]*");
    private static final Pattern WORD = Pattern.compile("\\s*[A-Za-z][\\w -]*");
    private static final String NAMES =
            Arrays.stream(Placeholder.values()).map(Enum::name).collect(Collectors.joining("|"));
    /** How other languages begin a path. */
    private static final Pattern ROOT = Pattern.compile("\\$[.\\[].*", Pattern.DOTALL);
    private static final Pattern INSIDE = Pattern.compile("\\[(BODY|CONTEXT)([.\\[].*)](.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern KNOWN = Pattern.compile("\\[(?:" + NAMES + ")]", Pattern.CASE_INSENSITIVE);
    /** A name shorter than this resembles too many words. */
    private static final int SHORT = 4;

    private final String condition;

    OperandParser(String condition) {
        this.condition = condition;
    }

    static boolean isCall(String text) {
        return text.endsWith(")") && FUNCTIONS.stream().anyMatch(name -> text.startsWith(name + "("));
    }

    Operand parse(String text) {
        for (String name : FUNCTIONS) {
            if (text.startsWith(name + "(")) {
                return call(name, text);
            }
        }
        Optional<Operand> placeholder = placeholder(text);
        return placeholder.isPresent() ? placeholder.get() : literal(text);
    }

    /** Neither side looks at anything: if one is a placeholder without its brackets, or nearly one, that was meant. */
    void refuseMeantPlaceholders(Operand left, Operand right) {
        if (!(left instanceof Operand.Fixed) || !(right instanceof Operand.Fixed)) {
            return;
        }
        for (String side : List.of(left.text(), right.text())) {
            Matcher bracketed = BRACKETED.matcher(side);
            if (bracketed.matches() && WORD.matcher(bracketed.group(1)).matches()) {
                throw unknownPlaceholder(bracketed.group(1));
            }
            if (ROOT.matcher(side).matches()) {
                throw Refusal.of("condition.bad.root", condition, side, "[BODY]" + side.substring(1));
            }
            String name = side.replaceFirst("(?s)[.\\[\\]].*", "");
            if (Placeholder.named(name).isPresent()) {
                throw Refusal.of("condition.bad.brackets", condition, name, name.toUpperCase(Locale.ROOT));
            }
        }
    }

    private Operand call(String name, String text) {
        if (!text.endsWith(")")) {
            throw Refusal.of("condition.bad.parens", text, condition);
        }
        String inside = text.substring(name.length() + 1, text.length() - 1).strip();
        if (inside.isEmpty()) {
            throw Refusal.of("condition.bad.nothing-inside", text, condition);
        }
        return switch (name) {
            case "len" -> new Operand.Length(text, looked(text, inside));
            case "has" -> new Operand.Presence(text, looked(text, inside));
            case "pat" -> new Operand.Fixed(text, new Value.Pattern(text, Glob.parse(inside)));
            default -> new Operand.Fixed(text, choice(text, inside));
        };
    }

    private Operand looked(String text, String inside) {
        if (inside.chars().filter(c -> c == '(').count() != inside.chars().filter(c -> c == ')').count()) {
            throw Refusal.of("condition.bad.parens", text, condition);
        }
        return placeholder(inside)
                .orElseThrow(() -> Refusal.of("condition.bad.inside", text, inside, condition));
    }

    private Value choice(String text, String inside) {
        List<String> options = Arrays.stream(inside.split(",", -1)).map(String::strip).toList();
        if (options.contains("")) {
            throw Refusal.of("condition.bad.any-empty", text);
        }
        for (String option : options) {
            if (KNOWN.matcher(option).lookingAt() || isCall(option)) {
                throw Refusal.of("condition.bad.any-plain", text, option);
            }
        }
        return new Value.Choice(text, options.stream().map(Value.Literal::of).toList());
    }

    private Operand literal(String text) {
        Matcher call = CALL.matcher(text);
        if (call.matches()) {
            refuseMeantFunction(call.group(1), call.group(2));
        }
        Matcher inside = INSIDE.matcher(text);
        if (inside.matches()) {
            String right = "[" + inside.group(1) + "]" + inside.group(2) + inside.group(3);
            throw Refusal.of("condition.bad.path-inside", text, condition, right);
        }
        Matcher open = OPEN.matcher(text);
        if (open.matches() && nearest(open.group(1)).isPresent()) {
            throw Refusal.of("condition.bad.open", text, condition);
        }
        Matcher known = KNOWN.matcher(text);
        if (known.find()) {
            throw Refusal.of("condition.bad.before", condition, text.substring(0, known.start()), known.group());
        }
        return new Operand.Fixed(text, Value.Literal.of(text));
    }

    private void refuseMeantFunction(String name, String inside) {
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<String> meant = Optional.ofNullable(MEANT.get(lower)).or(() -> Nearest.to(lower, FUNCTIONS));
        boolean looks = KNOWN.matcher(inside).find();
        if (meant.isPresent() && looks == LOOKING.contains(meant.get())) {
            String argument = lower.equals("contains") ? "*" + inside + "*" : inside;
            throw Refusal.of("condition.bad.function-meant", name, condition, meant.get() + "(" + argument + ")");
        }
        if (meant.isPresent() || looks) {
            throw Refusal.of("condition.bad.function", name, condition);
        }
    }

    /** The placeholder this is; empty if it is a text that merely begins with a bracket, such as {@code [1,2]}. */
    private Optional<Operand> placeholder(String text) {
        Matcher bracketed = BRACKETED.matcher(text);
        if (!bracketed.matches()) {
            return Optional.empty();
        }
        String name = bracketed.group(1);
        Optional<Placeholder> known = Placeholder.named(name);
        if (known.isEmpty()) {
            if (SHOUTED.matcher(name).matches() || nearest(name).isPresent()) {
                throw unknownPlaceholder(name);
            }
            return Optional.empty();
        }
        return Optional.of(reading(text, known.get(), bracketed.group(2)));
    }

    private Operand reading(String text, Placeholder placeholder, String rest) {
        String path = rest.strip();
        if (placeholder == Placeholder.METRIC) {
            return new Operand.Series(text, Metric.parse(path, condition));
        }
        if (path.isEmpty()) {
            if (placeholder == Placeholder.CONTEXT) {
                throw Refusal.of("condition.bad.context", condition);
            }
            return new Operand.Reading(text, placeholder);
        }
        if (!placeholder.hasParts()) {
            throw Refusal.of("condition.bad.no-parts", placeholder.sign(), path, condition);
        }
        return new Operand.Part(text, placeholder, JsonPath.parse(path, condition));
    }

    private Refusal unknownPlaceholder(String name) {
        Optional<String> near = nearest(name);
        if (near.isPresent()) {
            return Refusal.of("condition.bad.placeholder-meant", name, condition, near.get());
        }
        String all = Arrays.stream(Placeholder.values())
                .filter(placeholder -> placeholder != Placeholder.CONTEXT)
                .map(Placeholder::sign)
                .collect(Collectors.joining(", "));
        return Refusal.of("condition.bad.placeholder", name, condition, all);
    }

    private static Optional<String> nearest(String name) {
        List<String> names = Arrays.stream(Placeholder.values()).map(Enum::name).toList();
        String tidy = name.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
        return tidy.length() < SHORT ? Optional.empty() : Nearest.to(tidy, names);
    }
}
