package io.tocsin.bundled.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.Case;
import io.tocsin.channel.RowContract;
import io.tocsin.channel.Told;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What every channel must show, for the one that does not speak HTTP. */
final class MailContractTest extends RowContract {

    private static final Path GOLDEN = Path.of("src/test/resources/io/tocsin/bundled/mail");
    private static final int LARGEST = 600_000;

    @Override
    public String kind() {
        return "mail";
    }

    @Override
    protected String cell(Case one) throws Exception {
        return switch (one) {
            case TRIGGER -> golden("trigger");
            case UPDATE -> golden("update");
            case RESOLVE -> golden("resolve");
            case HOSTILE -> hostile();
            case TOO_FAST -> refused("greeting", "421 4.7.0 too fast", Kind.LATER) + ", 421";
            case BROKEN -> refused("end of data", "451 4.3.0 disk full", Kind.LATER) + ", 451";
            case TIME_OUT -> refused("DATA", OddServer.SILENCE, Kind.LATER);
            case REFUSAL -> refused("RCPT", "550 5.1.1 no such user", Kind.REFUSED);
            case WRONG_SECRET -> wrongSecret();
            case FALSE_SUCCESS -> "has none";
            case KILL -> killed();
        };
    }

    /** Trouble, its course and its end are one thread. */
    private static String golden(String step) throws Exception {
        Map<String, Message> steps =
                Map.of("trigger", Told.TRIGGER, "update", Told.UPDATE, "resolve", Told.RESOLVE);
        try (MailServer server = MailServer.plain(); Notifier mail = Mails.known(server)) {
            String reference = mail.post(Mails.OPS, "line-1-abc", Told.TRIGGER);
            if (!step.equals("trigger")) {
                assertThat(mail.reply(Mails.OPS, reference, "line-2-abc", steps.get(step))).isEqualTo(reference);
            }
            compare(GOLDEN.resolve(step + ".eml"), shown(server.taken().getLast()));
            return step.equals("trigger") ? "posted" : "in its thread";
        }
    }

    private static String shown(MailServer.Taken taken) {
        return taken.raw().replace("\r\n", "\n").replaceAll("----=_Part_[\\w.]+", "BOUNDARY");
    }

    private static String hostile() throws Exception {
        try (MailServer server = MailServer.plain(); Notifier mail = Mails.known(server)) {
            String reference = mail.post(Mails.OPS, "line-1-abc", Told.hostile());
            mail.reply(Mails.OPS, reference, "line-2-abc", Told.hostile());

            assertThat(server.taken()).extracting(MailServer.Taken::to).containsExactly(Mails.OPS, Mails.OPS);
            for (MailServer.Taken taken : server.taken()) {
                assertThat(taken.raw().length()).isLessThan(LARGEST);
                assertThat(taken.raw().lines()).allMatch(line -> line.length() < 1_000);
                MimeMessage read = taken.mail();
                assertThat(read.getAllRecipients()).hasSize(1);
                assertThat(read.getSubject()).hasSizeLessThan(250).doesNotContainPattern("[\\p{Cntrl}\\u2028]");
                assertThat(part(read, 0).codePoints()).allMatch(MailContractTest::isReadable);
                assertThat(part(read, 1).codePoints()).allMatch(MailContractTest::isReadable);
                assertThat(part(read, 1)).contains("&lt;b&gt;").doesNotContain("<b>", "<@U123>", "<at",
                        "href=\"https://evil");
            }
            return server.taken().getFirst().raw().length() / 1_000 + " kB";
        }
    }

    private static boolean isReadable(int c) {
        int type = Character.getType(c);
        return c == '\n' || c == '\r'
                || type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
    }

    /** 0 is the plain text, 1 the HTML. */
    static String part(MimeMessage mail, int number) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(number).getContent();
    }

    private static String refused(String step, String answer, Kind kind) throws Exception {
        try (OddServer server = new OddServer(step, answer);
                Notifier mail = Mails.channel(server.port(), "timeout", "500ms")) {
            assertThat(MailTest.failure(mail, Mails.OPS).kind()).isEqualTo(kind);
            return kind.name().toLowerCase(Locale.ROOT);
        }
    }

    private static String wrongSecret() {
        try (MailServer server = MailServer.plain(); Notifier mail = Mails.known(server, "password", "geraten")) {
            RoomException failure = MailTest.failure(mail, Mails.OPS);

            assertThat(failure.kind()).isEqualTo(Kind.LATER);
            assertThat(failure).hasMessageContaining("mail.password");
            assertThat(failure.toString()).doesNotContain("geraten");
            return "later, key named";
        }
    }

    private static String killed() throws Exception {
        try (OddServer server = new OddServer(OddServer.END, OddServer.CUT)) {
            try (Notifier mail = Mails.channel(server.port())) {
                assertThat(MailTest.failure(mail, Mails.OPS).kind()).isEqualTo(Kind.LATER);
            }
            server.saysAsOthersDo(OddServer.END);
            try (Notifier mail = Mails.channel(server.port())) {
                mail.post(Mails.OPS, "line-1-abc", Told.TRIGGER);
            }
            assertThat(server.mails().stream().map(MailFailureTest::id).distinct()).hasSize(1);
            return "Message-ID, one";
        }
    }
}
