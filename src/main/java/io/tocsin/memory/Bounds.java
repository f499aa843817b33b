package io.tocsin.memory;

import io.tocsin.spi.Refusal;
import java.nio.charset.StandardCharsets;

/** What can be remembered. */
final class Bounds {

    static final int ENTRIES = 1_000;
    static final int KEY = 200;
    static final int VALUE = 64 * 1024;

    private Bounds() {}

    static void check(String key, String value) {
        if (key.isEmpty() || key.length() > KEY) {
            throw Refusal.of("db.memory.key", start(key), Integer.toString(key.length()), Integer.toString(KEY));
        }
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > VALUE) {
            throw Refusal.of("db.memory.value", key, Integer.toString(bytes), Integer.toString(VALUE));
        }
        refuseNonText(key, key);
        refuseNonText(key, value);
    }

    /** What not every database can hold. */
    private static void refuseNonText(String key, String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw Refusal.of("db.memory.text", key.replace('\0', '?'));
        }
    }

    private static String start(String key) {
        return key.length() <= 20 ? key : key.substring(0, 20) + "...";
    }
}
