package io.tocsin.bundled.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route.Answer;
import io.tocsin.spi.Route.Request;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slack posting over HTTP, and what can be configured. */
@ExtendWith(LoopbackOnly.class)
final class SlackEventsTest {

    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final JsonNode MESSAGE = FakeSlack.callback(FakeSlack.JSON.createObjectNode().put("type", "message")
            .put("channel", "C0OPS1").put("user", "U0ANA").put("text", "tocsin status").put("ts", "1.1"));

    private final SlackRig rig = new SlackRig(SlackRig.QUICK, Map.of("signing-secret", SECRET));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aSignedEventIsHandedIn() throws Exception {
        rig.connected();

        Answer answer = posted(MESSAGE.toString(), SECRET, Instant.now());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(rig.line().text()).isEqualTo("tocsin status");
        assertThat(rig.slack.calls("apps.connections.open")).isZero();
    }

    @Test
    void commandsAndClicksComeAsForms() throws Exception {
        rig.connected();
        String command = "command=" + encoded("/tocsin") + "&text=status&channel_id=C0OPS1&user_id=U0ANA"
                + "&user_name=ana&trigger_id=t1&response_url=" + encoded("http://127.0.0.1:1/");
        assertThat(posted(command, SECRET, Instant.now()).status()).isEqualTo(200);
        String click = "payload=" + encoded("""
                {"type":"block_actions","trigger_id":"t2","user":{"id":"U0BEN","name":"ben"},
                 "channel":{"id":"C0OPS1"},"container":{"message_ts":"1.2"},
                 "actions":[{"action_id":"say-0","type":"button","value":"ack 42","action_ts":"1.3"}]}
                """);
        assertThat(posted(click, SECRET, Instant.now()).status()).isEqualTo(200);

        await().until(() -> rig.lines.size() == 2);
        assertThat(rig.lines).extracting(it -> it.person().id() + " " + it.text())
                .containsExactlyInAnyOrder("slack:U0ANA status", "slack:U0BEN ack 42");
    }

    @Test
    void theChallengeIsAnswered() throws Exception {
        rig.connected();

        Answer answer = posted("{\"type\":\"url_verification\",\"token\":\"t\",\"challenge\":\"c-1\"}", SECRET,
                Instant.now());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("c-1");
    }

    @Test
    void whatIsNotSignedBySlackIsNotHeard() throws Exception {
        rig.connected();
        String body = MESSAGE.toString();
        Map<String, String> right = headers(body, SECRET, Instant.now());
        Map<String, String> unsigned = new HashMap<>(right);
        unsigned.remove("x-slack-signature");

        assertThat(posted(body, "another secret", Instant.now()).status()).isEqualTo(401);
        assertThat(posted(body, SECRET, Instant.now().minusSeconds(3_600)).status()).isEqualTo(401);
        assertThat(request(body.replace("status", "mute all"), right).status()).isEqualTo(401);
        assertThat(request(body, unsigned).status()).isEqualTo(401);
        assertThat(posted("{not JSON", SECRET, Instant.now()).status()).isEqualTo(400);
        assertThat(posted("", SECRET, Instant.now()).status()).isEqualTo(400);

        assertThat(request(body, right).status()).isEqualTo(200);
        await().until(() -> !rig.lines.isEmpty());
        assertThat(rig.lines).singleElement().satisfies(it -> assertThat(it.text()).isEqualTo("tocsin status"));
    }

    @Test
    void whereTheSocketIsUsedNothingIsTakenOverHttp() throws Exception {
        try (SlackRig other = new SlackRig(
                SlackRig.QUICK, Map.of("signing-secret", SECRET, "app-token", FakeSlack.APP_TOKEN))) {
            other.connected();
            String body = MESSAGE.toString();

            Answer answer = other.route().handle(new Request(
                    "POST", Map.of(), Map.of(), headers(body, SECRET, Instant.now()), body));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(other.lines).isEmpty();
        }
    }

    @Test
    void withoutConfigurationThePathIsNotThere() throws Exception {
        Answer answer = new SlackPlugin(InstantSource.system()).routes().getFirst().handler()
                .handle(new Request("POST", Map.of(), Map.of(), Map.of(), ""));

        assertThat(answer.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "app-token=xapp-1|slack.token is missing",
        "token=xapp-1|slack.token is an app-level token",
        "token=xoxb-1|Slack has no way to reach the bot",
        "token=xoxb-1 app-token=xoxb-2|slack.app-token is no app-level token",
        "token=xoxb-1 app-token=xapp-1 api-url=slack.com|slack.api-url is not a web address",
        "token=xoxb-1 app-token=xapp-1 command=tocsin|slack.command is no slash command"
    })
    void whatCannotWorkIsRefusedWithoutTellingSecrets(String settings, String words) {
        Map<String, List<String>> values = new HashMap<>();
        for (String setting : settings.split(" ")) {
            values.put(setting.substring(0, setting.indexOf('=')),
                    List.of(setting.substring(setting.indexOf('=') + 1)));
        }
        AdapterFactory factory = new SlackPlugin(InstantSource.system()).adapters().getFirst();

        assertThat(factory.wanted(new Settings(values))).isTrue();
        assertThat(factory.wanted(Settings.none())).isFalse();
        assertThatThrownBy(() -> SlackSettings.from(new Settings(values)))
                .isInstanceOfSatisfying(Refusal.class, it -> assertThat(Catalogue.english().say(it.phrase()))
                        .startsWith(words).doesNotContain("xoxb-1", "xoxb-2", "xapp-1"));
    }

    @Test
    void settingsDoNotTellTheirSecrets() {
        SlackSettings settings = SlackSettings.from(new Settings(Map.of(
                "token", List.of("xoxb-1"), "app-token", List.of("xapp-1"), "api-url",
                List.of("http://127.0.0.1:1/a"))));

        assertThat(settings.apiUrl()).isEqualTo("http://127.0.0.1:1/a/");
        assertThat(settings.toString()).doesNotContain("xoxb", "xapp");
    }

    private Answer posted(String body, String secret, Instant at) throws Exception {
        return request(body, headers(body, secret, at));
    }

    private Answer request(String body, Map<String, String> headers) throws Exception {
        return rig.route().handle(new Request("POST", Map.of(), Map.of(), headers, body));
    }

    private static Map<String, String> headers(String body, String secret, Instant at) throws Exception {
        String timestamp = Long.toString(at.getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal(("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8));
        return Map.of("x-slack-request-timestamp", timestamp,
                "x-slack-signature", "v0=" + HexFormat.of().formatHex(signature));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
