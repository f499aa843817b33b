package io.tocsin.bundled.http;

/** Texts of somebody else, made fit to be shown. */
final class Clean {

    private static final int LONGEST = 120;

    private Clean() {}

    /** Without control characters, and not long. */
    static String text(String foreign) {
        String start = foreign.substring(0, Math.min(foreign.length(), LONGEST + 1));
        String clean = start.replaceAll("\\p{C}", "?").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
    }
}
