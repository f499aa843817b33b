package io.tocsin.spi;

/** Input that cannot be accepted. Its phrase says what, which value, and what would be right. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Phrase phrase;

    public Refusal(Phrase phrase) {
        super(phrase.toString());
        this.phrase = phrase;
    }

    /** A refusal in the caller's own words. */
    public Refusal(String text) {
        this(Phrase.literal(text));
    }

    public static Refusal of(String key, Object... values) {
        return new Refusal(Phrase.of(key, values));
    }

    public Phrase phrase() {
        return phrase;
    }
}
