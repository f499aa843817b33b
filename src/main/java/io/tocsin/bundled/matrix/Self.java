package io.tocsin.bundled.matrix;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who the bot is.
 *
 * @param id such as {@code @tocsin:example.com}
 * @param name what people see; empty if nobody has said
 */
record Self(String id, String name) {

    static final Self NOBODY = new Self("", "");

    /** What is said behind a name of the bot, if the line begins with one. */
    Optional<String> calledIn(String line) {
        for (String own : List.of(id, name, "@" + Directory.local(id), Directory.local(id), "@" + name)) {
            boolean begins = own.length() > 1
                    && line.toLowerCase(Locale.ROOT).startsWith(own.toLowerCase(Locale.ROOT))
                    && (line.length() == own.length() || " :,\t\n".indexOf(line.charAt(own.length())) >= 0);
            if (begins) {
                return Optional.of(line.substring(own.length()).replaceFirst("^[\\s:,]+", ""));
            }
        }
        return Optional.empty();
    }
}
