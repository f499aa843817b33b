package io.tocsin.text;

import io.tocsin.spi.Phrase;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything people read, in one language. Keys are grouped in one resource bundle a section
 * ({@code io/tocsin/text/<section>.properties}); the section is the key's part before its first dot. Values are
 * {@link MessageFormat} patterns, so a literal apostrophe or brace is quoted there.
 */
public final class Catalogue {

    private final Locale locale;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    public Catalogue(Locale locale) {
        this.locale = locale;
    }

    public static Catalogue english() {
        return new Catalogue(Locale.ENGLISH);
    }

    public String say(String key, Object... values) {
        return say(Phrase.of(key, values));
    }

    public String say(Phrase phrase) {
        Object[] values = phrase.values().stream().map(this::plain).toArray();
        if (phrase.key().equals(Phrase.LITERAL)) {
            return values[0].toString();
        }
        MessageFormat format = formats.computeIfAbsent(phrase.key(), this::load);
        return ((MessageFormat) format.clone()).format(values);
    }

    private Object plain(Object value) {
        return switch (value) {
            case Phrase phrase -> say(phrase);
            case Duration length -> say(Words.length(length));
            default -> value;
        };
    }

    private MessageFormat load(String key) {
        String section = key.substring(0, Math.max(0, key.indexOf('.')));
        ResourceBundle bundle = ResourceBundle.getBundle(
                "io.tocsin.text." + section,
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(bundle.getString(key), locale);
    }
}
