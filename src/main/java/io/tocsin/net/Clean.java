package io.tocsin.net;

import java.nio.charset.StandardCharsets;

/** Texts of somebody else, made fit to be shown. */
public final class Clean {

    private static final int LONGEST = 120;

    private Clean() {}

    /** Without control characters, and not long. */
    public static String text(String foreign) {
        String start = foreign.substring(0, Math.min(foreign.length(), LONGEST + 1));
        String clean = start.replaceAll("\\p{C}", "?").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
    }

    /** The same of bytes; line ends at its end are left out. */
    public static String text(byte[] foreign) {
        int shown = Math.min(foreign.length, LONGEST * 2);
        return text(new String(foreign, 0, shown, StandardCharsets.UTF_8).strip());
    }
}
