package io.tocsin.chat;

/**
 * One word of a line, or several in quotes.
 *
 * @param text without the quotes
 * @param quoted whether it stood in quotes, and so is never a keyword
 * @param start where it begins in the line, with its quote
 * @param end where it ends
 */
record Token(String text, boolean quoted, int start, int end) {

    boolean is(String word) {
        return !quoted && text.equalsIgnoreCase(word);
    }
}
