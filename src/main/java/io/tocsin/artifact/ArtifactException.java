package io.tocsin.artifact;

import io.tocsin.spi.Phrase;

/** Why a library is not there. */
public final class ArtifactException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final transient Phrase phrase;

    public ArtifactException(Phrase phrase) {
        this(0, phrase);
    }

    ArtifactException(int line, Phrase phrase) {
        super(phrase.toString());
        this.line = line;
        this.phrase = phrase;
    }

    ArtifactException(Phrase phrase, Throwable cause) {
        super(phrase.toString(), cause);
        this.line = 0;
        this.phrase = phrase;
    }

    /** The line of the source, or 0. */
    public int line() {
        return line;
    }

    public Phrase phrase() {
        return phrase;
    }
}
