package io.tocsin.bundled.mail;

import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import jakarta.mail.internet.InternetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts mails. What follows on an incident goes into the thread of its first mail. A mail that may have been taken before
 * the process died or the connection was lost is sent again under the same Message-ID, by which mail boxes know it.
 */
final class MailNotifier implements Notifier {

    private static final Logger log = LoggerFactory.getLogger(MailNotifier.class);

    private final Receivers receivers;
    private final Optional<Smtp> smtp;
    private final InstantSource clock;
    private final Served served = new Served();

    /** @param smtp empty where no server is set */
    MailNotifier(Receivers receivers, Optional<Smtp> smtp, InstantSource clock) {
        this.receivers = receivers;
        this.smtp = smtp;
        this.clock = clock;
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        return send(address, key, message, Optional.empty());
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        return send(address, key, message, Origin.of(reference));
    }

    @Override
    public boolean threads() {
        return true;
    }

    @Override
    public String canonical(String address) {
        return receivers.canonical(address);
    }

    private String send(String address, String key, Message message, Optional<Origin> thread) throws RoomException {
        Smtp server = smtp.orElseThrow(() -> new RoomException(Kind.LATER, "no mail server is set: set mail.host"));
        List<InternetAddress> all = receivers.at(address);
        Mail mail = new Mail(server.server(), key, message, thread, clock.instant());
        String id = address + " " + key;
        List<InternetAddress> left = served.left(id, all);
        Sent sent = server.send(mail.to(all), left);
        boolean othersHaveIt = left.size() < all.size();
        if (sent.toNobody(left) && !othersHaveIt) {
            throw new RoomException(sent.later().isEmpty() ? Kind.REFUSED : Kind.LATER, server.server() + " " + sent);
        }
        if (!sent.later().isEmpty()) {
            served.keep(id, all, sent.later().keySet());
            throw new RoomException(Kind.LATER, server.server() + " " + sent);
        }
        served.forget(id);
        if (!sent.refused().isEmpty()) {
            log.warn("mail:{} reached only a part of its receivers: {} {}", address, server.server(), sent);
        }
        return thread.map(Origin::toString).orElseGet(() -> mail.origin().toString());
    }
}
