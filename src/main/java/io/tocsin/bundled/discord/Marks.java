package io.tocsin.bundled.discord;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * What a key leaves on its message. Discord takes no second message with the same nonce for some minutes, but does not show
 * it to those who look later; the marker in the footer it does.
 *
 * @param nonce at most 25 characters, as Discord allows
 */
record Marks(String nonce, String marker) {

    private static final int NONCE = 24;
    private static final int MARKER = 6;

    static Marks of(String key) {
        String hash = hash(key);
        return new Marks(hash.substring(0, NONCE), "k" + hash.substring(0, MARKER));
    }

    private static String hash(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            String digits = new BigInteger(1, hash).toString(Character.MAX_RADIX);
            return "0".repeat(NONCE).concat(digits).substring(digits.length());
        } catch (GeneralSecurityException noSuchAlgorithm) {
            throw new IllegalStateException(noSuchAlgorithm);
        }
    }
}
