package io.tocsin.options;

import io.tocsin.config.Keys;
import io.tocsin.config.Zones;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Texts as values of the types that a record of options may have. */
final class TypedText {

    private static final Logger log = LoggerFactory.getLogger(TypedText.class);
    private static final Set<Class<?>> KNOWN = Set.of(
            String.class, int.class, Integer.class, long.class, Long.class, double.class, Double.class, boolean.class,
            Boolean.class, Duration.class, ZoneId.class, URI.class);

    private TypedText() {}

    static boolean knows(Class<?> type) {
        return KNOWN.contains(type) || type.isEnum();
    }

    /** @throws Refusal that says what would be right */
    static Object parse(Class<?> type, String text) {
        try {
            if (type == String.class) {
                return text;
            }
            if (type == Duration.class) {
                return duration(text);
            }
            if (type == ZoneId.class) {
                return Zones.parse(text);
            }
            if (type == URI.class) {
                return uri(text);
            }
            if (type.isEnum()) {
                return constant(type, text);
            }
            return type == boolean.class || type == Boolean.class ? flag(text) : number(type, text);
        } catch (NumberFormatException notOne) {
            log.debug("\"{}\" is no {}", text.length(), type, notOne);
            throw Refusal.of(type == double.class || type == Double.class ? "config.decimal" : "config.whole");
        }
    }

    private static Object number(Class<?> type, String text) {
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        return type == long.class || type == Long.class ? (Object) Long.valueOf(text) : Double.valueOf(text);
    }

    private static boolean flag(String text) {
        return Keys.flag(text).orElseThrow(() -> Refusal.of("config.flag"));
    }

    private static Duration duration(String text) {
        try {
            return Keys.parse(text);
        } catch (Refusal refusal) {
            log.debug("no duration", refusal);
            throw Refusal.of("config.duration");
        }
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException notOne) {
            log.debug("no address", notOne);
        }
        throw new Refusal(Phrase.of("config.uri"));
    }

    private static Object constant(Class<?> type, String text) {
        String wanted = text.replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> ((Enum<?>) it).name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.of("config.choice", Arrays.stream(type.getEnumConstants())
                        .map(it -> ((Enum<?>) it).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", "))));
    }
}
