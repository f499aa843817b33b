package io.tocsin.channel;

import java.util.regex.Pattern;

/** Texts for where a chat reads some markup of its own: nothing in them can format, link or ping. */
public final class Inert {

    /** From a sign of ASCII to its wide form, which looks alike and means nothing to a chat. */
    private static final int WIDER = '＠' - '@';

    /** A colon in an address or in the name of an emoji, but not in a time. */
    private static final Pattern COLON = Pattern.compile(":(?=//)|(?<![0-9]):(?=[A-Za-z0-9_+-]{1,64}:)");

    private Inert() {}

    /**
     * With a backslash before each of the signs.
     *
     * @param most UTF-16 units that may come of it
     */
    public static String backslashed(String text, String signs, int most) {
        StringBuilder inert = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            String shown = (signs.indexOf(c) >= 0 ? "\\" : "") + Character.toString(c);
            boolean last = i + Character.charCount(c) == text.length();
            if (inert.length() + shown.length() > most - (last ? 0 : Cut.MORE.length())) {
                return inert + Cut.MORE;
            }
            inert.append(shown);
        }
        return inert.toString();
    }

    /**
     * With the wide form of each of the signs, for chats that know no way to write them. Within a word {@code _} stays, as
     * no chat takes it for markup there.
     */
    public static String widened(String text, String signs) {
        StringBuilder inert = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean means = signs.indexOf(c) >= 0 && !(c == '_' && within(text, i));
            inert.append((char) (means ? c + WIDER : c));
        }
        return inert.toString();
    }

    private static boolean within(String text, int at) {
        return at > 0 && at < text.length() - 1
                && Character.isLetterOrDigit(text.charAt(at - 1)) && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    /** With a sign that looks like a colon in what a chat would take for an address or an emoji. */
    public static String unlinked(String text) {
        return COLON.matcher(text).replaceAll("∶");
    }
}
