package io.tocsin.bundled.mail;

import io.tocsin.spi.Refusal;
import java.util.Locale;

/** How a connection to the server is kept from being read by others. */
enum Security {
    /** TLS from the first byte. */
    IMPLICIT(465),
    /** TLS by the command of that name; without it nothing is sent. */
    STARTTLS(587),
    NONE(25);

    private final int usualPort;

    Security(int usualPort) {
        this.usualPort = usualPort;
    }

    int usualPort() {
        return usualPort;
    }

    static Security parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "implicit" -> IMPLICIT;
            case "starttls" -> STARTTLS;
            case "none" -> NONE;
            default -> throw Refusal.of("mail.tls", text);
        };
    }
}
