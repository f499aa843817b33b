package io.tocsin.bundled.sms;

import io.tocsin.channel.Cut;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A template that was approved, and what is filled in.
 *
 * @param sign the name of who sends; empty for none
 * @param length characters that each parameter may have
 */
record Template(String id, String sign, List<Word> parameters, int length) {

    static final String STANDARD = "monitor, state, reason";
    static final String WORDS = "monitor, state, incident, title, reason, text";
    static final int LENGTH = 12;

    private static final int LONGEST = 450;
    private static final String NONE = "-";

    Template {
        parameters = List.copyOf(parameters);
    }

    /** What can stand for a parameter. */
    enum Word {
        MONITOR,
        STATE,
        INCIDENT,
        TITLE,
        REASON,
        TEXT;

        String of(Brief said) {
            return switch (this) {
                case MONITOR -> said.monitors();
                case STATE -> said.states();
                case INCIDENT -> said.incidents();
                case TITLE -> said.title();
                case REASON -> said.reason();
                case TEXT -> said.text();
            };
        }

        static Word named(String name) {
            return Arrays.stream(values())
                    .filter(word -> word.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> Refusal.of("sms.parameter", name, WORDS));
        }
    }

    static Template of(Settings settings) {
        return new Template(
                settings.text("template").orElseThrow(() -> Refusal.of("sms.lacks", "sms.template")),
                settings.text("sign", ""),
                Arrays.stream(settings.text("parameters", STANDARD).split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(Word::named)
                        .toList(),
                settings.number("parameter-length", LENGTH, 2, LONGEST));
    }

    /** None is empty, which would be refused. */
    List<String> filled(Brief said) {
        return parameters.stream()
                .map(word -> word.of(said))
                .map(text -> text.isEmpty() ? NONE : Cut.chars(text, length))
                .toList();
    }
}
