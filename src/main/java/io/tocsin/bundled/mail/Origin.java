package io.tocsin.bundled.mail;

import java.util.Optional;

/**
 * The first mail of a thread.
 *
 * @param id its Message-ID
 */
record Origin(String id, String subject) {

    /** Reads what {@link #toString} wrote; empty for anything else. */
    static Optional<Origin> of(String reference) {
        int end = reference.indexOf("> ");
        return reference.startsWith("<") && end > 0
                ? Optional.of(new Origin(reference.substring(0, end + 1), reference.substring(end + 2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return id + " " + subject;
    }
}
