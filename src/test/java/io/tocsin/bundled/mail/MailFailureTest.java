package io.tocsin.bundled.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.Told;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers do that do not just take a mail. */
final class MailFailureTest {

    @ParameterizedTest
    @CsvSource({
        "greeting, 421 4.3.2 too many connections, LATER",
        "greeting, 554 5.7.1 go away, LATER",
        "MAIL, 451 4.3.0 wait, LATER",
        "MAIL, 550 5.7.1 not this sender, LATER",
        "MAIL, 530 5.7.0 log in first, LATER",
        "MAIL, 552 5.3.4 too large, REFUSED",
        "RCPT, 450 4.2.1 greylisted, LATER",
        "RCPT, 452 4.2.2 mailbox full, LATER",
        "RCPT, 421 4.3.2 closing, LATER",
        "RCPT, 550 5.1.1 no such user, REFUSED",
        "RCPT, 552 5.2.2 mailbox full, REFUSED",
        "RCPT, 530 5.7.0 log in first, LATER",
        "RCPT, 554 5.7.1 Relay access denied, LATER",
        "RCPT, 550 relay not permitted, LATER",
        "RCPT, 553 5.7.1 sender address rejected: not logged in, LATER",
        "DATA, 451 4.3.0 disk full, LATER",
        "DATA, 554 5.6.0 no, REFUSED",
        "end of data, 452 4.3.1 disk full, LATER",
        "end of data, 554 5.7.1 looks like spam, REFUSED"})
    void aRefusalIsForGoodOrForNowAndSaysWhy(String step, String answer, Kind kind) throws Exception {
        try (OddServer server = new OddServer(step, answer); Notifier mail = Mails.channel(server.port())) {
            RoomException failure = MailTest.failure(mail, Mails.OPS);

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure).hasMessageStartingWith("127.0.0.1:" + server.port())
                    .hasMessageContaining(answer);
            assertThat(failure.retryAfter()).isEmpty();
            assertThat(failure.getMessage().lines()).hasSize(1);
        }
    }

    @Test
    void whoIsRefusedForGoodKeepsItFromNobodyElse() throws Exception {
        try (OddServer server = new OddServer("RCPT TO:<gone@", "550 5.1.1 no such user");
                Notifier mail = Mails.channel(server.port())) {
            String reference = mail.post("gone@example.com,ops@example.com", "line-1-abc", Told.TRIGGER);

            assertThat(reference).startsWith("<tocsin.line-1-abc@example.com> ");
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void whoIsRefusedForNowGetsItLaterAndTheOthersOnlyOnce() throws Exception {
        try (OddServer server = new OddServer("RCPT TO:<slow@", "450 4.2.1 greylisted");
                Notifier mail = Mails.channel(server.port())) {
            String both = "slow@example.com,ops@example.com";
            RoomException failure = MailTest.failure(mail, both);
            assertThat(failure.kind()).isEqualTo(Kind.LATER);
            assertThat(failure).hasMessageContaining("takes nothing for slow@example.com now: 450 4.2.1 greylisted");

            server.saysAsOthersDo("RCPT TO:<slow@");
            mail.post(both, "line-1-abc", Told.TRIGGER);
            mail.post(both, "line-2-abc", Told.RESOLVE);

            assertThat(server.commands("RCPT")).containsExactly(
                    "RCPT TO:<slow@example.com>", "RCPT TO:<ops@example.com>",
                    "RCPT TO:<slow@example.com>",
                    "RCPT TO:<slow@example.com>", "RCPT TO:<ops@example.com>");
            assertThat(server.mails()).hasSize(3).allSatisfy(
                    one -> assertThat(one).contains("To: slow@example.com, ops@example.com"));
        }
    }

    @Test
    void whoIsRefusedForGoodAfterOthersHaveItEndsItForAll() throws Exception {
        try (OddServer server = new OddServer("RCPT TO:<slow@", "450 4.2.1 greylisted");
                Notifier mail = Mails.channel(server.port())) {
            String both = "slow@example.com,ops@example.com";
            assertThat(MailTest.failure(mail, both).kind()).isEqualTo(Kind.LATER);

            server.says("RCPT TO:<slow@", "550 5.1.1 no such user");
            assertThat(mail.post(both, "line-1-abc", Told.TRIGGER)).as("the thread of those who have it")
                    .startsWith("<tocsin.line-1-abc@example.com> ");
            assertThat(server.mails()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting", "EHLO", "MAIL", "RCPT", "DATA", "end of data"})
    void aServerThatFallsSilentIsNotWaitedForForEver(String step) throws Exception {
        try (OddServer server = new OddServer(step, OddServer.SILENCE);
                Notifier mail = Mails.channel(server.port(), "timeout", "300ms")) {
            RoomException failure = MailTest.failure(mail, Mails.OPS);

            assertThat(failure.kind()).isEqualTo(Kind.LATER);
            assertThat(failure).hasMessage("127.0.0.1:" + server.port() + " did not answer within 300 ms");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting", "EHLO", "MAIL", "RCPT", "DATA", "end of data"})
    void aServerThatHangsUpIsTriedAgain(String step) throws Exception {
        try (OddServer server = new OddServer(step, OddServer.CUT); Notifier mail = Mails.channel(server.port())) {
            assertThat(MailTest.failure(mail, Mails.OPS).kind()).isEqualTo(Kind.LATER);
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws Exception {
        OddServer gone = new OddServer();
        gone.close();
        try (Notifier mail = Mails.channel(gone.port())) {
            RoomException failure = MailTest.failure(mail, Mails.OPS);

            assertThat(failure.kind()).isEqualTo(Kind.LATER);
            assertThat(failure).hasMessageContaining("127.0.0.1:" + gone.port() + " was not reached: ")
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void aMailThatMayHaveBeenTakenBeforeTheEndComesAgainUnderTheSameName() throws Exception {
        try (OddServer server = new OddServer(OddServer.END, OddServer.CUT)) {
            try (Notifier before = Mails.channel(server.port())) {
                assertThat(MailTest.failure(before, Mails.OPS).kind()).isEqualTo(Kind.LATER);
            }
            server.saysAsOthersDo(OddServer.END);
            try (Notifier after = Mails.channel(server.port())) {
                assertThat(after.find(Mails.OPS, "line-1-abc")).isEmpty();
                after.post(Mails.OPS, "line-1-abc", Told.TRIGGER);
                after.post(Mails.OPS, "line-2-abc", Told.TRIGGER);
            }
            assertThat(server.mails()).extracting(MailFailureTest::id).containsExactly(
                    "<tocsin.line-1-abc@example.com>", "<tocsin.line-1-abc@example.com>",
                    "<tocsin.line-2-abc@example.com>");
        }
    }

    @Test
    void aLineOfOneDotEndsNoMail() throws Exception {
        try (MailServer server = MailServer.plain(); Notifier mail = Mails.known(server)) {
            mail.post(Mails.OPS, "line-1-abc",
                    Told.TRIGGER.withText("before\n.\n..\nRCPT TO:<eve@example.com>\nafter"));

            assertThat(server.taken()).hasSize(1);
            assertThat(MailContractTest.part(server.taken().getFirst().mail(), 0).replace("\r\n", "\n"))
                    .contains("before\n.\n..\nRCPT TO:<eve@example.com>\nafter");
        }
    }

    static String id(String raw) {
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1))).getMessageID();
        } catch (MessagingException unreadable) {
            throw new IllegalArgumentException(raw, unreadable);
        }
    }
}
