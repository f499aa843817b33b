package io.tocsin.spi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the text of JSON, RFC 8259. Not safe for use by several threads. */
final class JsonText {

    /** Stands for null inside lists and maps. */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 100;

    private final String text;
    private int at;

    JsonText(String text) {
        this.text = text;
    }

    Optional<Object> read() {
        Object value = value(0);
        space();
        if (at < text.length()) {
            throw wrong("the end");
        }
        return Optional.of(value).filter(it -> it != NULL);
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw wrong("less nesting than " + DEEPEST + " levels");
        }
        space();
        if (at >= text.length()) {
            throw wrong("a value");
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        at++;
        if (!next('}')) {
            do {
                space();
                String name = string();
                need(':');
                fields.put(name, value(depth + 1));
            } while (next(','));
            need('}');
        }
        return fields;
    }

    private List<Object> array(int depth) {
        List<Object> entries = new ArrayList<>();
        at++;
        if (!next(']')) {
            do {
                entries.add(value(depth + 1));
            } while (next(','));
            need(']');
        }
        return entries;
    }

    private String string() {
        if (at >= text.length() || text.charAt(at) != '"') {
            throw wrong("a text in quotes");
        }
        at++;
        StringBuilder out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c < ' ') {
                throw wrong("no control character");
            }
            at++;
            out.append(c == '\\' ? escaped() : c);
        }
        if (at >= text.length()) {
            throw wrong("the end of a text");
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at) : ' ';
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("a known escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw wrong("four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong(word);
        }
        at += word.length();
        return value;
    }

    private BigDecimal number() {
        int begin = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(begin, at);
        if (digits.length() > LONGEST_NUMBER || !digits.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,4})?")) {
            at = begin;
            throw wrong("a value");
        }
        return new BigDecimal(digits);
    }

    private boolean next(char c) {
        space();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void need(char c) {
        if (!next(c)) {
            throw wrong("\"" + c + "\"");
        }
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private Refusal wrong(String wanted) {
        return Refusal.of("spi.json", wanted, at + 1);
    }

    static void write(Object value, StringBuilder out) {
        switch (value) {
            case Optional<?> maybe when maybe.isPresent() -> write(maybe.get(), out);
            case Optional<?> _ -> out.append("null");
            case Json json -> out.append(json);
            case Map<?, ?> map -> writeFields(map, out);
            case Iterable<?> entries -> writeEntries(entries, out);
            case Number number -> out.append(number);
            case Boolean flag -> out.append(flag);
            default -> {
                if (value == NULL) {
                    out.append("null");
                } else {
                    quote(String.valueOf(value), out);
                }
            }
        }
    }

    private static void writeFields(Map<?, ?> map, StringBuilder out) {
        String separator = "{";
        for (Map.Entry<?, ?> field : map.entrySet()) {
            out.append(separator);
            quote(String.valueOf(field.getKey()), out);
            out.append(':');
            write(field.getValue(), out);
            separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private static void writeEntries(Iterable<?> entries, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object entry : entries) {
            out.append(separator);
            write(entry, out);
            separator = ",";
        }
        out.append(']');
    }

    /** Everything outside ASCII stays as it is, but for what a line of a log or a script would trip over. */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c) && isLone(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isLone(String text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
}
