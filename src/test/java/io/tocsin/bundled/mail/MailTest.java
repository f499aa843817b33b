package io.tocsin.bundled.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tocsin.channel.Told;
import io.tocsin.net.Certified;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Severity;
import io.tocsin.text.Catalogue;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails as real servers take them. */
final class MailTest {

    @ParameterizedTest
    @ValueSource(strings = {"implicit", "starttls"})
    void aMailIsHandedOverByTlsToWhomIsLoggedIn(String tls) throws Exception {
        var context = Certified.context(Certified.good());
        try (MailServer server = tls.equals("implicit") ? MailServer.implicit(context) : MailServer.starttls(context);
                Notifier mail = Mails.known(server, "host", "localhost", "tls", tls)) {
            mail.post(Mails.OPS, "line-1-abc", Told.TRIGGER);

            assertThat(server.taken()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"implicit", "starttls"})
    void aCertificateOfAnotherHostIsNotTaken(String tls) throws Exception {
        var context = Certified.context(Certified.forDays(30).addSubjectAlternativeName("mail.example.com").build());
        try (MailServer server = tls.equals("implicit") ? MailServer.implicit(context) : MailServer.starttls(context);
                Notifier mail = Mails.known(server, "host", "localhost", "tls", tls)) {
            RoomException failure = failure(mail, Mails.OPS);

            assertThat(failure.kind()).isEqualTo(Kind.LATER);
            assertThat(failure).hasMessageContaining("localhost:" + server.port()).hasMessageContaining("localhost");
            assertThat(server.taken()).isEmpty();
        }
    }

    @Test
    void aCertificateNobodyVouchesForIsNotTaken() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try (Notifier mail = Mails.channel(server.getSmtps().getPort(), "tls", "implicit")) {
            RoomException failure = failure(mail, Mails.OPS);

            assertThat(failure.kind()).isEqualTo(Kind.LATER);
            assertThat(failure).hasMessageContaining("certification path");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerWithoutTlsGetsNothingUnlessThatIsAskedFor() throws Exception {
        try (MailServer server = MailServer.plain()) {
            try (Notifier mail = Mails.known(server, "tls", "starttls")) {
                assertThat(failure(mail, Mails.OPS)).hasMessageContaining("STARTTLS is required");
            }
            try (Notifier mail = Mails.known(server, "tls", "none")) {
                mail.post(Mails.OPS, "line-1-abc", Told.TRIGGER);
            }
            assertThat(server.taken()).hasSize(1);
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() {
        try (MailServer server = MailServer.plain();
                Notifier mail = Mails.known(server, "password", "leider falsch")) {
            RoomException failure = failure(mail, Mails.OPS);

            assertThat(failure.kind()).as("people mend it, and what was missed is still wanted").isEqualTo(Kind.LATER);
            assertThat(failure)
                    .hasMessageContaining("does not let bot@example.com in, look at mail.user and mail.password")
                    .hasMessageContaining("535");
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain("leider falsch");
            }
            assertThat(mail.toString()).doesNotContain("leider falsch");
        }
    }

    @Test
    void anotherServerTakesItToo() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("tocsin@example.com", "tocsin", "secret");
        server.start();
        try (Notifier mail = Mails.channel(server.getSmtp().getPort(), "user", "tocsin", "password", "secret")) {
            mail.post("ops@example.com, Ana Lú <ana@bücher.example>", "line-1-abc", Told.TRIGGER);

            assertThat(server.waitForIncomingEmail(20_000, 2)).isTrue();
            MimeMessage taken = server.getReceivedMessages()[0];
            assertThat(taken.getRecipients(RecipientType.TO)).extracting(Object::toString)
                    .containsExactly("ops@example.com", "=?UTF-8?Q?Ana_L=C3=BA?= <ana@xn--bcher-kva.example>");
        } finally {
            server.stop();
        }
    }

    @Test
    void aListIsARoomByItsName() throws Exception {
        try (MailServer server = MailServer.plain();
                Notifier mail = Mails.known(server, "night.to", "eva@example.com, ben@example.com",
                        "day.to.1", "ana@example.com", "day.to.2", "Ops <ops@example.com>")) {
            mail.post("night", "line-1-abc", Told.TRIGGER);
            mail.post("day", "line-2-abc", Told.TRIGGER);

            assertThat(server.taken()).extracting(MailServer.Taken::to).containsExactlyInAnyOrder(
                    "eva@example.com", "ben@example.com", "ana@example.com", "ops@example.com");
        }
    }

    @Test
    void namesAndSubjectsOfAllScriptsArrive() throws Exception {
        try (MailServer server = MailServer.plain();
                Notifier mail = Mails.known(server, "from", "警鐘 Glöckner <tocsin@example.com>")) {
            mail.post("值班 <ops@example.com>", "line-1-abc",
                    Message.of(Severity.CRITICAL, "DOWN  商店 🚀 \"Käse\"", "逾時\nÄ"));

            MimeMessage taken = server.taken().getFirst().mail();
            assertThat(server.taken().getFirst().raw().chars()).as("seven bits, whatever the server can")
                    .allMatch(one -> one < 128);
            assertThat(taken.getSubject()).isEqualTo("DOWN  商店 🚀 \"Käse\"");
            assertThat(((InternetAddress) taken.getFrom()[0]).getPersonal()).isEqualTo("警鐘 Glöckner");
            assertThat(((InternetAddress) taken.getRecipients(RecipientType.TO)[0]).getPersonal()).isEqualTo("值班");
            MimeMultipart both = (MimeMultipart) taken.getContent();
            assertThat(both.getContentType()).startsWith("multipart/alternative");
            assertThat((String) both.getBodyPart(0).getContent()).contains("逾時", "Ä");
            assertThat((String) both.getBodyPart(1).getContent()).contains("逾時", "Käse");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ops", "ops@", "@example.com", "a b@example.com", "ops@example.com\r\nBcc: eve@example.com",
        "ops@example.com\nRCPT TO:<eve@example.com>", "ops@exa mple.com", "ops@example.com,,x", "g: a@b.c, d@e.f;",
        "ops@example.com>\u0000", "öps@example.com"})
    void whatIsNoAddressIsRefusedInWords(String place) {
        try (MailServer server = MailServer.plain(); Notifier mail = Mails.known(server)) {
            RoomException failure = failure(mail, place);

            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure).hasMessageContaining("mail:ops@example.com");
            assertThat(failure.getMessage().lines()).hasSize(1);
            assertThat(server.taken()).isEmpty();
        }
    }

    @Test
    void twoFormsOfOneAddressAreOneRoom() {
        Notifier mail = Mails.channel(25, "night.to", "eva@example.com");

        assertThat(mail.canonical("Ops <ops@EXAMPLE.com>,  ana@example.com"))
                .isEqualTo("ops@example.com,ana@example.com");
        assertThat(mail.canonical("night")).isEqualTo("night");
        assertThat(mail.canonical("no address @")).isEqualTo("no address @");
    }

    @Test
    void withoutAServerMailsWaitForOne() {
        Notifier mail = Mails.channel(Map.of());

        RoomException failure = failure(mail, Mails.OPS);
        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessage("no mail server is set: set mail.host");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mail.user=x | there is no mail server; set mail.host, such as smtp.example.com",
        "mail.host=smtp://x mail.from=a@b.c | mail.host is \"smtp://x\", which is no host; write its name or address"
                + " alone, such as smtp.example.com",
        "mail.host=x mail.from=a@b.c mail.tls=ssl | mail.tls is \"ssl\"; write implicit, starttls or none",
        "mail.host=x mail.from=a@b.c mail.user=me | mail.user and mail.password belong together; set both, or neither"
                + " where nobody has to log in",
        "mail.host=x | nobody is set whom mails are from; set mail.from, such as Tocsin <bot@example.com>",
        "mail.host=x mail.from=nobody | mail.from is \"nobody\", which is no mail address; write it as bot@example.com"
                + " or Tocsin <bot@example.com>",
        "mail.host=x mail.from=a@b.c mail.port=70000 | port is \"70000\"; write a whole number from 1 to 65535",
        "mail.host=x mail.from=a@b.c mail.night.to=eva | mail.night.to is no mail address, nor several with commas;"
                + " write it as ops@example.com, it@example.com"})
    void wrongSettingsAreSaid(String settings, String said) {
        Map<String, String> all = new HashMap<>();
        for (String setting : settings.split(" ")) {
            all.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        assertThatThrownBy(() -> Mails.channel(all)).isInstanceOfSatisfying(
                Refusal.class, refused -> assertThat(Catalogue.english().say(refused.phrase())).isEqualTo(said));
    }

    @ParameterizedTest
    @CsvSource({
        "smtp.example.com,,, STARTTLS, 587",
        "smtp.example.com, 465,, IMPLICIT, 465",
        "smtp.example.com, 2525,, STARTTLS, 2525",
        "smtp.example.com,, implicit, IMPLICIT, 465",
        "smtp.example.com,, none, NONE, 25",
        "127.0.0.1,,, NONE, 25",
        "localhost, 465,, IMPLICIT, 465",
        "localhost,, starttls, STARTTLS, 587"})
    void plainGoesNowhereUnlessToThisMachineOrOnRequest(
            String host, String port, String tls, Security security, int usual) {
        Map<String, List<String>> all = new HashMap<>(Map.of(
                "host", List.of(host), "from", List.of("a@b.c")));
        if (port != null) {
            all.put("port", List.of(port));
        }
        if (tls != null) {
            all.put("tls", List.of(tls));
        }
        Server server = Server.of(new Settings(all)).orElseThrow();

        assertThat(server.security()).isEqualTo(security);
        assertThat(server.port()).isEqualTo(usual);
    }

    static RoomException failure(Notifier mail, String place) {
        try {
            mail.post(place, "line-1-abc", Told.TRIGGER);
        } catch (RoomException failure) {
            return failure;
        }
        throw new AssertionError("it was taken");
    }
}
