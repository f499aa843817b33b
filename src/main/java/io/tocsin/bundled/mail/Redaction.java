package io.tocsin.bundled.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Takes a password out of a text, also as it is sent to log in. */
final class Redaction {

    private static final String HIDDEN = "***";

    private Redaction() {}

    static String of(String user, String password, String text) {
        return text
                .replace(base64("\0" + user + "\0" + password), HIDDEN)
                .replace(base64(password), HIDDEN)
                .replace(password, HIDDEN);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
