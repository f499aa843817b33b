package io.tocsin.bundled.console;

/** Takes from a text whatever could drive the terminal or turn its letters around. */
final class Harmless {

    private static final char SHOWN = '?';

    private Harmless() {}

    /** The text with {@code ?} for control characters, line ends aside. */
    static String text(String text) {
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints().map(Harmless::sign).forEach(harmless::appendCodePoint);
        return harmless.toString();
    }

    private static int sign(int c) {
        if (c == '\n') {
            return c;
        }
        if (c == '\t') {
            return ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> SHOWN;
            default -> c;
        };
    }
}
