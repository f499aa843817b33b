package io.tocsin.bundled.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on loopback that wants a log-in and keeps what it takes. */
final class MailServer implements AutoCloseable {

    static final String USER = "bot@example.com";
    static final String PASSWORD = "geheim und lang";

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final SMTPServer server;

    /** A mail in somebody's box. */
    record Taken(String to, String raw) {

        MimeMessage mail() throws MessagingException {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private MailServer(SMTPServer.Builder builder) {
        server = builder
                .bindAddress(InetAddress.ofLiteral("127.0.0.1"))
                .port(0)
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!user.equals(USER) || !password.equals(PASSWORD)) {
                        throw new LoginFailedException("535 5.7.8 " + user + " with " + password + ": bad credentials");
                    }
                }))
                .requireAuth()
                .insertReceivedHeaders(false)
                .simpleMessageListener(new Boxes())
                .build();
        server.start();
    }

    static MailServer plain() {
        return new MailServer(new SMTPServer.Builder());
    }

    static MailServer starttls(SSLContext context) {
        return new MailServer(new SMTPServer.Builder().enableTLS().requireTLS().startTlsSocketFactory(context));
    }

    static MailServer implicit(SSLContext context) {
        return new MailServer(new SMTPServer.Builder().serverSocketFactory(context));
    }

    private final class Boxes implements SimpleMessageListener {

        @Override
        public boolean accept(String from, String recipient) {
            return true;
        }

        @Override
        public void deliver(String from, String recipient, InputStream data) throws IOException {
            taken.add(new Taken(recipient, new String(data.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    int port() {
        return server.getPortAllocated();
    }

    /** What arrived, in order, once for each receiver. */
    List<Taken> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        server.stop();
    }
}
