package io.tocsin.bundled.mail;

import io.tocsin.config.Keys;
import io.tocsin.net.Certified;
import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Mail channels set up for tests. */
final class Mails {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final String OPS = "ops@example.com";
    private static final Http NO_WEB = request -> {
        throw new IllegalStateException("mail does not go over HTTP");
    };

    private Mails() {}

    /** @param settings key without "mail.", value, key, value, ... */
    static Notifier channel(int port, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "mail.host", "127.0.0.1", "mail.port", Integer.toString(port), "mail.from",
                "Tocsin <tocsin@example.com>", "mail.timeout", "20s"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("mail." + settings[i], settings[i + 1]);
        }
        return channel(all);
    }

    static Notifier channel(Map<String, String> settings) {
        MailFactory factory = new MailFactory(InstantSource.fixed(NOW), Certified::trust);
        Keys keys = Keys.of(settings);
        Notifier channel = factory.create(keys.settings("mail", factory.settings()), NO_WEB);
        if (!keys.finish().isEmpty()) {
            throw new IllegalArgumentException(keys.finish().all().toString());
        }
        return channel;
    }

    /** One that logs in. */
    static Notifier known(MailServer server, String... more) {
        String[] all = new String[more.length + 4];
        System.arraycopy(new String[] {"user", MailServer.USER, "password", MailServer.PASSWORD}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return channel(server.port(), all);
    }
}
