package io.tocsin.channel.live;

import java.util.Locale;

/**
 * What a line says once the bot's mention is taken off its start.
 *
 * @param called whether it began with the mention
 * @param said what is left
 */
public record Called(boolean called, String said) {

    /** @param name of the bot in this chat, without {@code @} */
    public static Called of(String line, String name) {
        String text = line.strip();
        String mention = "@" + name;
        boolean begins = !name.isEmpty()
                && text.toLowerCase(Locale.ROOT).startsWith(mention.toLowerCase(Locale.ROOT))
                && (text.length() == mention.length() || !isNamePart(text, mention.length()));
        return begins
                ? new Called(true, text.substring(mention.length()).replaceFirst("^[\\s:,]+", ""))
                : new Called(false, text);
    }

    /** A dot or a dash belongs to the name only where more of the name follows. */
    private static boolean isNamePart(String text, int at) {
        char c = text.charAt(at);
        boolean joins = c == '.' || c == '-';
        return Character.isLetterOrDigit(c) || c == '_'
                || joins && at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
    }
}
