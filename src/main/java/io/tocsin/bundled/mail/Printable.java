package io.tocsin.bundled.mail;

import io.tocsin.channel.Cut;
import java.util.regex.Pattern;

/** Texts of anybody, made fit for a mail: no longer than may be, and without what hides or turns the rest around. */
final class Printable {

    private static final int LONGEST_TEXT = 50_000;
    private static final int LONGEST_PART = 500;
    private static final int LONGEST_SUBJECT = 200;
    private static final Pattern BREAKS = Pattern.compile("[\\p{C}\\u2028\\u2029]+");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\u2028\\u2029&&[^\n]]");

    private Printable() {}

    /** Of several lines. */
    static String text(String foreign) {
        return Cut.chars(UNPRINTABLE.matcher(foreign.replace("\r\n", "\n")).replaceAll(" "), LONGEST_TEXT);
    }

    /** One short part of a message. */
    static String part(String foreign) {
        return Cut.chars(text(foreign), LONGEST_PART);
    }

    /** One line, which begins no other. */
    static String subject(String foreign) {
        return Cut.chars(BREAKS.matcher(foreign).replaceAll(" ").strip(), LONGEST_SUBJECT);
    }
}
