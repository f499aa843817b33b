package io.tocsin.options;

import io.tocsin.spi.Option;
import io.tocsin.spi.Refusal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One component of a record.
 *
 * @param key its name with dashes
 * @param type of the value, or of each where there are several
 * @param count how many there may be
 */
record Shape(String key, Class<?> type, Count count, Optional<String> standard, boolean secret) {

    /** How many values there may be. */
    enum Count {
        ONE,
        ONE_OR_NONE,
        MANY
    }

    /** @throws Refusal if no value can be of its type */
    static Shape of(RecordComponent component) {
        Option option = component.getAnnotation(Option.class);
        Optional<String> standard = Optional.ofNullable(option).map(Option::standard)
                .filter(text -> !text.equals(Option.NONE));
        Count count = switch (component.getType()) {
            case Class<?> raw when raw == Optional.class -> Count.ONE_OR_NONE;
            case Class<?> raw when raw == List.class -> Count.MANY;
            default -> Count.ONE;
        };
        Class<?> type = count == Count.ONE ? component.getType() : element(component);
        if (!TypedText.knows(type)) {
            throw unknown(component);
        }
        String key = Optional.ofNullable(option).map(Option::key).filter(name -> !name.isEmpty())
                .orElseGet(() -> dashed(component.getName()));
        return new Shape(key, type, count, standard, option != null && option.secret());
    }

    private static Class<?> element(RecordComponent component) {
        if (component.getGenericType() instanceof ParameterizedType generic) {
            Type first = generic.getActualTypeArguments()[0];
            if (first instanceof Class<?> type) {
                return type;
            }
        }
        throw unknown(component);
    }

    private static Refusal unknown(RecordComponent component) {
        return Refusal.of("config.component", component.getName(), component.getGenericType().getTypeName());
    }

    /** {@code maxAge} is {@code max-age}. */
    private static String dashed(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
