package io.tocsin.bundled.robot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What shows a robot that the sender knows its secret. */
final class Signature {

    static final String SECRET = "secret";
    static final Setting SETTING =
            new Setting("*." + SECRET, Kind.SECRET, "", "signs each message, where the robot asks for that");

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** The HMAC-SHA256 in base64. */
    static String of(String key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException noSuchAlgorithm) {
            throw new IllegalStateException(noSuchAlgorithm);
        }
    }
}
