package io.tocsin.chat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells whether a line is meant for the bot: it begins with the bot's name, with or without {@code @} before and
 * {@code :} or {@code ,} behind, be they wide or not, or with an alias such as {@code !}.
 *
 * @param name the bot's name
 * @param aliases what may stand for it; a sign needs no space behind it
 */
record Addressing(String name, List<String> aliases) {

    Addressing {
        aliases = List.copyOf(aliases);
    }

    /** What is said to the bot, without its name; empty if the line is not for it. */
    Optional<String> addressed(String line, boolean direct) {
        Optional<String> behind = behindName(line);
        if (behind.isPresent()) {
            return behind;
        }
        for (String alias : aliases) {
            Optional<String> said = behindAlias(line, alias);
            if (said.isPresent()) {
                return said;
            }
        }
        return direct ? Optional.of(line) : Optional.empty();
    }

    private Optional<String> behindName(String line) {
        String bare = line.startsWith("@") ? line.substring(1) : line;
        if (!startsWith(bare, name)) {
            return Optional.empty();
        }
        String behind = bare.substring(name.length());
        if (!behind.isEmpty() && " :,\uff1a\uff0c\u3001".indexOf(behind.charAt(0)) < 0) {
            return Optional.empty();
        }
        return Optional.of(behind.isEmpty() ? behind : behind.substring(1).strip());
    }

    /** A sign alone, or in a row such as {@code !!}, is an exclamation and nothing for the bot. */
    private static Optional<String> behindAlias(String line, String alias) {
        if (!startsWith(line, alias)) {
            return Optional.empty();
        }
        String behind = line.substring(alias.length());
        boolean sign = !Character.isLetterOrDigit(alias.charAt(alias.length() - 1));
        boolean apart = behind.startsWith(" ");
        String said = behind.strip();
        if (said.isEmpty() || !(sign || apart) || !Character.isLetterOrDigit(said.charAt(0))) {
            return Optional.empty();
        }
        return Optional.of(said);
    }

    private static boolean startsWith(String line, String start) {
        return line.toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT));
    }

    /** Makes one line of what somebody typed: other spaces become a space, what is invisible goes. */
    static String clean(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                line.append(' ');
            } else if (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT) {
                line.appendCodePoint(c);
            }
        });
        return line.toString().strip();
    }
}
