package io.tocsin.text;

import io.tocsin.spi.Phrase;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything people read, in one language. Keys are grouped in one resource bundle a section
 * ({@code io/tocsin/text/<section>.properties}, other languages beside it as {@code <section>_zh_TW.properties}); the
 * section is the key's part before its first dot. Values are {@link MessageFormat} patterns, so a literal apostrophe or
 * brace is quoted there. What a language has no words for is said in English, and what nobody has words for by its key:
 * people would rather read that than nothing.
 */
public final class Catalogue {

    private static final Logger log = LoggerFactory.getLogger(Catalogue.class);

    private static final Map<Locale, Catalogue> ALL = new ConcurrentHashMap<>();

    private final Locale locale;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    Catalogue(Locale locale) {
        this.locale = locale;
    }

    static Catalogue in(Locale locale) {
        return ALL.computeIfAbsent(locale, Catalogue::new);
    }

    public static Catalogue english() {
        return in(Locale.ENGLISH);
    }

    /** Which language it is. */
    public Locale locale() {
        return locale;
    }

    /** Whether there are words for a key in this language. */
    public boolean has(String key) {
        try {
            return bundle(key).containsKey(key);
        } catch (MissingResourceException none) {
            return false;
        }
    }

    public String say(String key, Object... values) {
        return say(Phrase.of(key, values));
    }

    public String say(Phrase phrase) {
        Object[] values = phrase.values().stream().map(this::plain).toArray();
        if (phrase.key().equals(Phrase.LITERAL)) {
            return values[0].toString();
        }
        try {
            MessageFormat format = formats.computeIfAbsent(phrase.key(), this::load);
            return ((MessageFormat) format.clone()).format(values);
        } catch (MissingResourceException | IllegalArgumentException wordless) {
            log.debug("{} cannot be said in {}", phrase.key(), locale, wordless);
            return locale.equals(Locale.ENGLISH) ? phrase.toString() : english().say(phrase);
        }
    }

    private Object plain(Object value) {
        return switch (value) {
            case Phrase phrase -> say(phrase);
            case Duration length -> say(Words.length(length));
            default -> value;
        };
    }

    private MessageFormat load(String key) {
        return new MessageFormat(bundle(key).getString(key), locale);
    }

    private ResourceBundle bundle(String key) {
        String section = key.substring(0, Math.max(0, key.indexOf('.')));
        return ResourceBundle.getBundle(
                "io.tocsin.text." + section,
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
