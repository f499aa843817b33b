package io.tocsin.bundled.sms;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number with its country code, such as {@code +8613711112222} (E.164).
 *
 * @param text with the plus, digits alone
 */
record Phone(String text) {

    private static final Pattern FORM = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern WRITTEN_BETWEEN = Pattern.compile("[ ()./-]");
    private static final String MAINLAND = "+86";

    /** Without what people write between digits. */
    static String plain(String text) {
        return WRITTEN_BETWEEN.matcher(text).replaceAll("");
    }

    static Optional<Phone> find(String text) {
        return Optional.of(plain(text)).filter(it -> FORM.matcher(it).matches()).map(Phone::new);
    }

    /** A room's. */
    static Phone of(String kind, String address) throws RoomException {
        return find(address).orElseThrow(() -> new RoomException(
                Kind.REFUSED, kind + ":" + address + " is no number; write it with its country code, as " + kind
                        + ":+436601234567"));
    }

    /** A setting's. */
    static Phone of(String key, String room, String text) {
        return find(text).orElseThrow(() -> Refusal.of("sms.number", key, room, text));
    }

    /** Whether it is one of mainland China, whose messages go another way. */
    boolean mainland() {
        return text.startsWith(MAINLAND);
    }
}
