package io.tocsin.bundled.mail;

import io.tocsin.net.Trust;
import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads {@code mail.host} and what goes with it.
 *
 * @param trust asked for when there is a server: reading the authorities takes a while
 */
record MailFactory(InstantSource clock, Supplier<Trust> trust) implements NotifierFactory {

    private static final List<Setting> SETTINGS = List.of(
            new Setting("host", Kind.TEXT, "", "the mail server that takes the mails"),
            new Setting("port", Kind.NUMBER, "", "usually 465 with implicit TLS, 587 with STARTTLS, 25 with none"),
            new Setting("tls", Kind.TEXT, "",
                    "implicit (on port 465), starttls (on others), none (on this machine; elsewhere only if said)"),
            new Setting("user", Kind.TEXT, "", "who logs in; nobody if not set"),
            new Setting("password", Kind.SECRET, "", "the password of mail.user"),
            new Setting("from", Kind.TEXT, "", "whom the mails are from, such as Tocsin <bot@example.com>"),
            new Setting("timeout", Kind.DURATION, "10s", "how long one answer of the server may take"),
            new Setting("*.to", Kind.LIST, "", "the receivers of the room mail:<name>, with commas"));

    @Override
    public String kind() {
        return "mail";
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public boolean wanted(Settings settings) {
        return !settings.isEmpty();
    }

    @Override
    public Notifier create(Settings settings, Http http) {
        Receivers receivers = Receivers.of(settings);
        Optional<Server> server = Server.of(settings);
        if (server.isEmpty() && !settings.isEmpty()) {
            throw Refusal.of("mail.no-host");
        }
        return new MailNotifier(receivers, server.map(it -> new Smtp(it, trust.get())), clock);
    }
}
