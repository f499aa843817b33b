package io.tocsin.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash over a body, as GitHub's webhooks made it known: hexadecimal, with or without the name of the hash. */
public final class Signature {

    private static final String SHA1 = "sha1=";
    private static final String SHA256 = "sha256=";

    private Signature() {}

    /** The headers by which a body is signed, for the old and for the strong hash. */
    public static Map<String, String> headers(String secret, byte[] body) {
        return Map.of(
                "X-Hub-Signature", SHA1 + HexFormat.of().formatHex(hash("HmacSHA1", secret, body)),
                "X-Hub-Signature-256", SHA256 + HexFormat.of().formatHex(hash("HmacSHA256", secret, body)));
    }

    /** Whether a request carries any; where it carries two, the stronger one counts. */
    static boolean given(Call call) {
        return !call.header("x-hub-signature").isEmpty() || !call.header("x-hub-signature-256").isEmpty();
    }

    /** Whether the body was signed with a secret; takes as long whether it was or not. */
    static boolean holds(Call call, String secret) {
        String strong = call.header("x-hub-signature-256");
        return strong.isEmpty()
                ? holds("HmacSHA1", secret, call.body(), without(SHA1, call.header("x-hub-signature")))
                : holds("HmacSHA256", secret, call.body(), without(SHA256, strong));
    }

    private static boolean holds(String hash, String secret, byte[] body, String hex) {
        byte[] right = hash(hash, secret, body);
        return MessageDigest.isEqual(right, bytes(hex, right.length));
    }

    private static byte[] hash(String hash, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(hash);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), hash));
            return mac.doFinal(body);
        } catch (GeneralSecurityException everyJdkHasThem) {
            throw new IllegalStateException(everyJdkHasThem);
        }
    }

    private static String without(String prefix, String header) {
        String text = header.strip();
        return text.regionMatches(true, 0, prefix, 0, prefix.length()) ? text.substring(prefix.length()) : text;
    }

    /** None if it is not written as so many bytes. */
    private static byte[] bytes(String hex, int length) {
        boolean written = hex.length() == 2 * length && hex.chars().allMatch(HexFormat::isHexDigit);
        return written ? HexFormat.of().parseHex(hex) : new byte[0];
    }
}
