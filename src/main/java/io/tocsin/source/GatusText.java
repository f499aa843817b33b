package io.tocsin.source;

import io.tocsin.config.Place;
import io.tocsin.config.Secrets;
import io.tocsin.monitor.Draft;
import io.tocsin.spi.Phrase;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Gatus replaces in the texts of its file. Its variables of the environment become secrets of the same name, where
 * there is one: a file must not say which of the bot's variables are sent where.
 */
final class GatusText {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{(?!secret:)[^}]*}|\\$[A-Za-z_]\\w*");
    private static final Pattern UNKNOWN = Pattern.compile("\\$\\{(?!secret:)[^}]*}");
    private static final Pattern RANDOM = Pattern.compile("\\[RANDOM_STRING_\\d+]");
    private static final String BODY = "body";

    private final Secrets secrets;
    private final Reading reading;

    GatusText(Secrets secrets, Reading reading) {
        this.secrets = secrets;
        this.reading = reading;
    }

    /** @param path where what cannot be replaced is told */
    Draft fill(Draft draft, String path, Place place) {
        Draft.Builder filled = draft.edit().target(fill(draft.target()));
        draft.settings().forEach((name, values) -> filled.setting(
                name, values.stream().map(value -> fill(about(name, value, draft))).toArray(String[]::new)));
        Draft done = filled.build();
        List<String> texts = done.settings().values().stream().flatMap(List::stream).toList();
        if (UNKNOWN.matcher(done.target()).find() || texts.stream().anyMatch(text -> UNKNOWN.matcher(text).find())) {
            reading.warn(path, place, Phrase.of("source.gatus.variable"));
        }
        if (texts.stream().anyMatch(text -> RANDOM.matcher(text).find())) {
            reading.warn(path + ".body", place, Phrase.of("source.gatus.random"));
        }
        return done;
    }

    private static String about(String setting, String value, Draft draft) {
        return setting.equals(BODY)
                ? value.replace("[ENDPOINT_NAME]", draft.name())
                        .replace("[ENDPOINT_GROUP]", draft.group())
                        .replace("[ENDPOINT_URL]", draft.target())
                : value;
    }

    private String fill(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group())));
    }

    private String value(String found) {
        if (found.equals("$$")) {
            return "$";
        }
        String name = found.replaceAll("[${}]", "");
        return secrets.find(name).isPresent() ? "${secret:" + name + "}" : found;
    }
}
