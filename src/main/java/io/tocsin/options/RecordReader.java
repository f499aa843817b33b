package io.tocsin.options;

import io.tocsin.config.Keys;
import io.tocsin.config.Secret;
import io.tocsin.options.Shape.Count;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Fills a record from the keys under a prefix. What is wrong is noted in the keys, all of it. */
public final class RecordReader {

    private final Keys keys;
    private final String prefix;
    private final List<String> lines = new ArrayList<>();
    private final List<Secret> secrets = new ArrayList<>();

    /** @param prefix such as {@code plugin.deploy.} */
    public RecordReader(Keys keys, String prefix) {
        this.keys = keys;
        this.prefix = prefix;
    }

    /** @throws Refusal if no configuration could ever fill such a record */
    public <R extends Record> Filled<R> read(Class<R> type) {
        List<Shape> shapes = Arrays.stream(type.getRecordComponents()).map(Shape::of).toList();
        List<Optional<Object>> values = new ArrayList<>();
        shapes.forEach(shape -> values.add(value(shape)));
        Optional<R> made = values.stream().allMatch(Optional::isPresent)
                ? make(type, values.stream().map(Optional::orElseThrow).toArray())
                : Optional.empty();
        return new Filled<>(made, lines, secrets);
    }

    /** The value of a component; empty if something is wrong. */
    private Optional<Object> value(Shape shape) {
        String key = prefix + shape.key();
        Optional<String> written = written(shape, key);
        if (written.isEmpty() && shape.count() == Count.ONE_OR_NONE) {
            return Optional.of(Optional.empty());
        }
        if (written.isEmpty()) {
            keys.problem(key, Phrase.of("config.needed"));
            return Optional.empty();
        }
        lines.add(key + " = " + (shape.secret() ? Secret.HIDDEN : written.get()));
        try {
            String text = shape.secret() ? written.get() : keys.secrets().fill(written.get());
            return Optional.of(typed(shape, text));
        } catch (Refusal wrong) {
            keys.problem(key, wrong.phrase());
            return Optional.empty();
        }
    }

    private Optional<String> written(Shape shape, String key) {
        if (!shape.secret()) {
            return keys.text(key).or(() -> shape.count() == Count.MANY && keys.isSet(key)
                    ? Optional.of("")
                    : shape.standard());
        }
        Optional<Secret> secret = keys.secret(key);
        secret.ifPresent(secrets::add);
        return secret.map(Secret::reveal).or(shape::standard);
    }

    private static Object typed(Shape shape, String text) {
        return switch (shape.count()) {
            case ONE -> TypedText.parse(shape.type(), text);
            case ONE_OR_NONE -> Optional.of(TypedText.parse(shape.type(), text));
            case MANY -> Stream.of(text.split(",", -1))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .map(part -> TypedText.parse(shape.type(), part))
                    .toList();
        };
    }

    /** A record may have something to say about its values, too. */
    private <R extends Record> Optional<R> make(Class<R> type, Object[] values) {
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(values));
        } catch (InvocationTargetException refused) {
            keys.problem(prefix + "*", said(refused));
            return Optional.empty();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record without its constructor: " + type.getName(), impossible);
        }
    }

    private static Phrase said(InvocationTargetException refused) {
        return switch (refused.getCause()) {
            case Refusal refusal -> refusal.phrase();
            case IllegalArgumentException wrong ->
                    Phrase.literal(Objects.requireNonNullElse(wrong.getMessage(), wrong.toString()));
            case Error error -> throw error;
            case null, default -> Phrase.literal(String.valueOf(refused.getCause()));
        };
    }
}
