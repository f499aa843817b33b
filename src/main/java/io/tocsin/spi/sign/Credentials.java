package io.tocsin.spi.sign;

/**
 * Who signs. Prints without the secrets.
 *
 * @param id the access key's id, which everybody may see
 * @param secret what signatures are made with, and never sent
 * @param token sent along where credentials are temporary; empty where they are not
 */
public record Credentials(String id, String secret, String token) {

    /** Credentials that last. */
    public static Credentials of(String id, String secret) {
        return new Credentials(id, secret, "");
    }

    @Override
    public String toString() {
        return "Credentials[" + id + "]";
    }
}
