package io.tocsin.bundled.mail;

import io.tocsin.spi.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** A message as a mail, as plain text and as HTML. */
final class Mail {

    private static final Pattern NOT_IN_ID = Pattern.compile("[^A-Za-z0-9.-]");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Server server;
    private final Message message;
    private final Optional<Origin> thread;
    private final Instant now;
    private final String id;

    /**
     * @param key empty for a mail that is never repeated
     * @param thread the mail that this one follows
     */
    Mail(Server server, String key, Message message, Optional<Origin> thread, Instant now) {
        this.server = server;
        this.message = message;
        this.thread = thread;
        this.now = now;
        String name = key.isEmpty() ? "at-" + now.toEpochMilli() : NOT_IN_ID.matcher(key).replaceAll("-");
        this.id = "<tocsin." + name + "@" + server.domain() + ">";
    }

    /** This mail as the first of a thread. */
    Origin origin() {
        return new Origin(id, subject());
    }

    private String subject() {
        return Printable.subject(
                message.title().isBlank()
                        ? message.plain().strip().lines().findFirst().orElse("")
                        : message.title());
    }

    MimeMessage to(List<InternetAddress> receivers) {
        try {
            MimeMessage mail = new Identified(id);
            mail.setFrom(server.from());
            mail.setRecipients(jakarta.mail.Message.RecipientType.TO, receivers.toArray(new InternetAddress[0]));
            mail.setSubject(thread.map(first -> "Re: " + first.subject()).orElseGet(this::subject), UTF_8);
            mail.setHeader("Date", DATE.format(now.atOffset(ZoneOffset.UTC)));
            if (thread.isPresent()) {
                mail.setHeader("In-Reply-To", thread.get().id());
                mail.setHeader("References", thread.get().id());
            }
            // no holiday notes in return
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.setHeader("X-Auto-Response-Suppress", "All");
            mail.setContent(body());
            mail.saveChanges();
            return mail;
        } catch (MessagingException impossible) {
            throw new IllegalStateException("a mail could not be written", impossible);
        }
    }

    private MimeMultipart body() throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(Printable.text(message.plain()) + "\n", UTF_8, "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(Html.of(message), UTF_8, "html");
        return new MimeMultipart("alternative", plain, html);
    }

    /** A mail that keeps its name. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
