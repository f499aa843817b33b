package io.tocsin.spi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON text, read: {@code Json.parse(answer.body()).at("items", "name").text()}. What is not there is empty and never an
 * error, so a chain needs no checks. Immutable.
 */
public final class Json {

    private static final Json NOTHING = new Json(Optional.empty());

    /** A Map, List, String, BigDecimal or Boolean; empty for null and for what is not there. */
    private final Optional<Object> value;

    private Json(Optional<Object> value) {
        this.value = value;
    }

    /**
     * Reads a text, which may come from anybody: nesting and numbers are bounded.
     *
     * @throws Refusal if it is not JSON
     */
    public static Json parse(String text) {
        return new Json(new JsonText(text).read());
    }

    /** Writes Maps, Iterables, texts, numbers, booleans and Optionals; anything else by its {@code toString}. */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        JsonText.write(value, out);
        return out.toString();
    }

    /** What is under these names, one inside the other. */
    public Json at(String... names) {
        Json here = this;
        for (String name : names) {
            here = here.fields().getOrDefault(name, NOTHING);
        }
        return here;
    }

    /** The members of an object, in their order; empty for anything else. */
    public Map<String, Json> fields() {
        Map<String, Json> fields = new LinkedHashMap<>();
        if (value.orElse("") instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> fields.put(String.valueOf(name), of(inner)));
        }
        return fields;
    }

    /** The entries of an array; empty for anything else. */
    public List<Json> list() {
        List<Json> entries = new ArrayList<>();
        if (value.orElse("") instanceof List<?> list) {
            list.forEach(entry -> entries.add(of(entry)));
        }
        return entries;
    }

    private static Json of(Object inner) {
        return inner == JsonText.NULL ? NOTHING : new Json(Optional.of(inner));
    }

    /** A text, number or boolean as text; empty text for anything else. */
    public String text() {
        return switch (value.orElse("")) {
            case String text -> text;
            case BigDecimal number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> "";
        };
    }

    /** A number; empty for anything else. */
    public Optional<BigDecimal> number() {
        if (value.orElse("") instanceof BigDecimal number) {
            return Optional.of(number);
        }
        return Optional.empty();
    }

    /** Whether it is {@code true}. */
    public boolean isTrue() {
        return value.equals(Optional.of(true));
    }

    /** Whether there is anything but null. */
    public boolean isThere() {
        return value.isPresent();
    }

    @Override
    public String toString() {
        return write(value);
    }
}
