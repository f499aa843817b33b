package io.tocsin.bundled.mail;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server that takes the mails, and whose they are.
 *
 * @param user empty where nobody has to log in
 * @param timeout how long one answer may take
 */
record Server(
        String host, int port, Security security, String user, String password, InternetAddress from,
        Duration timeout) {

    static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    private static final int IMPLICIT_PORT = Security.IMPLICIT.usualPort();
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HERE = Pattern.compile("localhost|127\\.[\\d.]+|\\[?::1\\]?");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._:\\[\\]-]+");

    /** Empty where none is set. */
    static Optional<Server> of(Settings settings) {
        Optional<String> host = settings.text("host");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (!HOST.matcher(host.get()).matches()) {
            throw Refusal.of("mail.host", host.get());
        }
        Security security = settings.text("tls").map(Security::parse).orElseGet(() -> usual(host.get(), settings));
        String user = settings.text("user", "");
        String password = settings.text("password", "");
        if (user.isEmpty() != password.isEmpty()) {
            throw Refusal.of("mail.login");
        }
        return Optional.of(new Server(
                host.get(), port(settings, security.usualPort()), security, user, password, from(settings, user),
                settings.duration("timeout", USUAL_TIMEOUT)));
    }

    private static int port(Settings settings, int otherwise) {
        return settings.number("port", otherwise, 1, HIGHEST_PORT);
    }

    /** Plain only where nobody can listen. */
    private static Security usual(String host, Settings settings) {
        if (port(settings, Security.STARTTLS.usualPort()) == IMPLICIT_PORT) {
            return Security.IMPLICIT;
        }
        return HERE.matcher(host).matches() ? Security.NONE : Security.STARTTLS;
    }

    private static InternetAddress from(Settings settings, String user) {
        String from = settings.text("from", user.indexOf('@') > 0 ? user : "");
        if (from.isEmpty()) {
            throw Refusal.of("mail.no-from");
        }
        return Receivers.parse(from).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.of("mail.from", from));
    }

    /** What of a server's answer may be shown: no password, should it repeat that. */
    String harmless(String said) {
        return password.isEmpty() ? said : Redaction.of(user, password, said);
    }

    /** The domain that the bot writes from. */
    String domain() {
        String address = from.getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
