package io.tocsin.bundled.mail;

import io.tocsin.net.Trust;
import io.tocsin.spi.RoomException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands mails to one server, over a connection of its own each. Safe for use by many threads. */
final class Smtp {

    private static final Logger log = LoggerFactory.getLogger(Smtp.class);

    private final Server server;
    private final Answers answers;
    private final Session session;

    Smtp(Server server, Trust trust) {
        this.server = server;
        this.answers = new Answers(server);
        this.session = Session.getInstance(properties(server, trust));
    }

    private static Properties properties(Server server, Trust trust) {
        Properties all = new Properties();
        String timeout = Long.toString(server.timeout().toMillis());
        all.put("mail.smtp.connectiontimeout", timeout);
        all.put("mail.smtp.timeout", timeout);
        all.put("mail.smtp.writetimeout", timeout);
        all.put("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
        all.put("mail.smtp.ssl.enable", Boolean.toString(server.security() == Security.IMPLICIT));
        boolean starttls = server.security() == Security.STARTTLS;
        all.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
        all.put("mail.smtp.starttls.required", Boolean.toString(starttls));
        all.put("mail.smtp.ssl.checkserveridentity", "true");
        all.put("mail.smtp.ssl.socketFactory", trust.sockets());
        all.put("mail.smtp.socketFactory.fallback", "false");
        // those who can be reached get it, also where others are refused
        all.put("mail.smtp.sendpartial", "true");
        // the mail is taken; how the parting goes changes nothing
        all.put("mail.smtp.quitwait", "false");
        return all;
    }

    Server server() {
        return server;
    }

    /**
     * Sends a mail.
     *
     * @throws RoomException if the server took it for nobody for a reason that lies in no receiver
     */
    Sent send(MimeMessage mail, List<InternetAddress> to) throws RoomException {
        try {
            Transport transport = session.getTransport("smtp");
            try {
                connect(transport);
                transport.sendMessage(mail, to.toArray(new InternetAddress[0]));
                return Sent.TO_ALL;
            } finally {
                close(transport);
            }
        } catch (SendFailedException failed) {
            return answers.toReceivers(failed);
        } catch (MessagingException failed) {
            throw answers.failure(failed);
        }
    }

    private void connect(Transport transport) throws MessagingException {
        if (server.user().isEmpty()) {
            transport.connect(server.host(), server.port(), null, null);
        } else {
            transport.connect(server.host(), server.port(), server.user(), server.password());
        }
    }

    private void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException gone) {
            log.debug("The connection to {} was closed by the other side", server, gone);
        }
    }
}
