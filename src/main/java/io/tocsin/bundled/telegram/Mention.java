package io.tocsin.bundled.telegram;

import java.util.regex.Pattern;

/** Whom a notice may ping: {@code @name}, or somebody's number. Telegram has no word for everybody. */
final class Mention {

    private static final Pattern NAME = Pattern.compile("@[A-Za-z]\\w{3,31}");
    private static final Pattern NUMBER = Pattern.compile("\\d{3,18}");

    private Mention() {}

    static boolean pings(String mention) {
        return NAME.matcher(mention).matches() || NUMBER.matcher(mention).matches();
    }

    /** With a space behind; empty for whom it does not know. */
    static String html(String mention) {
        if (NAME.matcher(mention).matches()) {
            return mention + " ";
        }
        return NUMBER.matcher(mention).matches()
                ? "<a href=\"tg://user?id=" + mention + "\">" + mention + "</a> "
                : "";
    }
}
