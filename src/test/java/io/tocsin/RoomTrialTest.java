package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bundled.mail.OddServer;
import io.tocsin.spi.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code room test} and {@code rooms}, in the whole bot, with the channels that ship inside. */
final class RoomTrialTest {

    private final MockWebServer web = new MockWebServer();
    private OddServer mail;
    private TalkingBot bot;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        mail = new OddServer();
        web.start(InetAddress.ofLiteral("127.0.0.1"), 0);
        bot = new TalkingBot(data, Map.of(
                "mail.host", "127.0.0.1", "mail.port", Integer.toString(mail.port()), "mail.from", "bot@example.com",
                "webhook.team.url", web.url("/hook").toString(), "webhook.team.edits", "true", "room.night",
                "mail:eva@example.com"));
    }

    @AfterEach
    void close() throws IOException {
        bot.close();
        mail.close();
        web.close();
    }

    @Test
    void aSampleArrivesAndItIsToldHowLongItTookAndWhatItIsCalledThere() throws Exception {
        assertThat(bot.says("room test night"))
                .matches("The test arrived in mail:eva@example.com, took .+\\. It is known there as"
                        + " <tocsin\\.test-\\w+@example\\.com> TEST");
        assertThat(mail.mails()).hasSize(1).first().asString().contains("Subject: TEST\r\n")
                .contains("This is a test of the room mail:eva@example.com, which root asked for. Nothing is wrong.");

        web.enqueue(new MockResponse.Builder().code(200).body("{\"reference\":\"r7\"}").build());
        assertThat(bot.says("room test webhook:team"))
                .matches("The test arrived in webhook:team, took .+\\. It is known there as r7");
        assertThat(web.takeRequest().getBody().utf8()).contains("\"title\":\"TEST\"").contains("\"incidents\":[]");
        assertThat(bot.says("incidents")).as("no trouble was made").doesNotContain("TEST");
    }

    @Test
    void aRefusalIsToldInWords() {
        mail.says("RCPT", "550 5.1.1 no such user");
        assertThat(bot.says("room test mail:gone@example.com"))
                .matches("mail:gone@example.com refused the test, after .+: 127.0.0.1:" + mail.port()
                        + " refuses gone@example.com: 550 5.1.1 no such user");
        mail.says(OddServer.GREETING, "421 4.3.2 going down");
        assertThat(bot.says("room test night"))
                .matches("mail:eva@example.com did not take the test, after .+, and would be tried again: 127.0.0.1:"
                        + mail.port() + " .*421 4.3.2 going down.*");
        assertThat(bot.says("room test mail:ops"))
                .contains("there is no list of mail receivers \"ops\": set mail.ops.to, or write an address such as"
                        + " mail:ops@example.com");
        assertThat(bot.says("room test mail:ops@")).contains("is no mail address");
        assertThat(bot.says("room test webhook:nobody")).contains("there is no webhook nobody: set webhook.nobody.url");
    }

    @Test
    void aRoomThatNobodyReachesAndANameThatNobodyKnowsAreRefused() {
        assertThat(bot.says("room test pigeon:loft"))
                .isEqualTo("no channel is configured that reaches pigeon:loft; there are: console, desk, mail, webhook."
                        + " Others are set up in bot.properties.");
        assertThat(bot.says("room test ntfy:team")).startsWith("no channel is configured that reaches ntfy:team; ");
        assertThat(bot.says("room test nigth")).isEqualTo("I know no room \"nigth\". Did you mean: night");
        assertThat(bot.says("Deve", new Person("desk:U3", "eve"), "room test night"))
                .startsWith("\"room test\" needs the role administer");
        assertThat(mail.mails()).isEmpty();
    }

    @Test
    void roomsTellsWhatWaitsForWhomSinceWhenAndWhy() {
        web.enqueue(new MockResponse.Builder().code(200).build());
        bot.says("add monitor shop http://127.0.0.1:" + web.getPort() + "/ every 1h confirm 1 room night");
        assertThat(bot.says("rooms")).startsWith("fine: console, desk, mail, webhook\n")
                .contains("\n  night  mail:eva@example.com")
                .doesNotContain("waiting");

        mail.says(OddServer.GREETING, "421 4.3.2 going down");
        web.enqueue(new MockResponse.Builder().code(503).build());
        bot.says("check shop");
        await().untilAsserted(() -> assertThat(bot.says("rooms")).containsPattern(
                "  night  mail:eva@example.com\n    night has 1 message waiting; it takes nothing since \\d\\d:\\d\\d:\\d\\d:"
                        + " 127.0.0.1:" + mail.port() + " .*421 4.3.2 going down"));
    }
}
