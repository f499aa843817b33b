package io.tocsin.spi;

/**
 * Where a result was seen from.
 *
 * @param name such as {@code Tokyo}
 * @param carrier whose network that is, such as {@code IIJ}; empty where nobody has said
 */
public record Location(String name, String carrier) {

    /** Such as {@code Tokyo (IIJ)}. */
    public String shown() {
        return carrier.isEmpty() ? name : name + " (" + carrier + ")";
    }
}
