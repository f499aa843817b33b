package io.tocsin.bundled.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.config.Keys;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.Targets;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Message MESSAGE = Message
            .of(Severity.CRITICAL, "DOWN  shop  #42", "3 of 3 checks since 14:02:11")
            .withConditions(List.of(new Message.ConditionLine(false, false, "[STATUS] (503) == 200")))
            .withActions(List.of(new Button("Acknowledge", "ack 42")))
            .withSubjects(List.of(new Message.Subject(42, "shop", "DOWN", "https://shop.example")));

    private final MockWebServer server = new MockWebServer();
    private final BoundedHttp http = new BoundedHttp(
            HttpSettings.from(Keys.of(Map.of())), new Targets(List.of("169.254.0.0/16"), List.of()), "Tocsin/test");
    private final WebhookFactory factory = new WebhookFactory(InstantSource.fixed(NOW));

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    void aPostCarriesTheWholeMessage() throws Exception {
        answer(200, "{\"reference\":\"r1\"}");

        assertThat(notifier().post("ops", "key-1", MESSAGE)).isEqualTo("r1");

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /hook?token=t HTTP/1.1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(json(request)).isEqualTo(new ObjectMapper().readTree(
                """
                        {"action":"post","key":"key-1","severity":"critical","title":"DOWN  shop  #42",
                         "text":"DOWN  shop  #42\\n3 of 3 checks since 14:02:11\\n  x [STATUS] (503) == 200\\n  ack 42",
                         "conditions":[{"passed":false,"warning":false,"text":"[STATUS] (503) == 200"}],
                         "actions":["ack 42"],
                         "incidents":[{"number":42,"monitor":"shop","state":"DOWN","url":"https://shop.example"}]}
                        """));
    }

    @Test
    void editsAndRepliesNameTheMessageTheyBelongTo() throws Exception {
        answer(200, "");
        answer(204, "");
        answer(200, "{}");
        Notifier notifier = notifier("webhook.ops.edits", "true");

        assertThat(notifier.post("ops", "key-1", MESSAGE)).as("known by its key").isEqualTo("key-1");
        notifier.edit("ops", "key-1", MESSAGE);
        notifier.reply("ops", "key-1", "key-2", MESSAGE);

        server.takeRequest();
        JsonNode edit = json(server.takeRequest());
        assertThat(edit.path("action").asText()).isEqualTo("edit");
        assertThat(edit.path("reference").asText()).isEqualTo("key-1");
        JsonNode reply = json(server.takeRequest());
        assertThat(reply.path("action").asText()).isEqualTo("reply");
        assertThat(reply.path("reference").asText()).isEqualTo("key-1");
        assertThat(reply.path("key").asText()).isEqualTo("key-2");
    }

    @Test
    void eachRoomSaysForItselfWhetherItEdits() throws Exception {
        Notifier notifier = notifier("webhook.ops.edits", "true", "webhook.plain.url", url());

        assertThat(notifier.edits("ops")).isTrue();
        assertThat(notifier.edits("plain")).isFalse();
        assertThat(notifier.edits()).isFalse();
        assertThatThrownBy(() -> notifier.edit("plain", "r", MESSAGE))
                .isInstanceOfSatisfying(RoomException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.REFUSED));
        answer(200, "");
        assertThat(notifier.post("plain", "key", MESSAGE)).isEmpty();
    }

    @Test
    void aBodyIsSignedAndHeadersAreSentAlong() throws Exception {
        answer(200, "");

        notifier("webhook.ops.secret", "It's a Secret to Everybody", "webhook.ops.header", "X-Team: ops")
                .post("ops", "key", MESSAGE);

        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().get("X-Team")).isEqualTo("ops");
        Hook hook = new Hook("x", "http://x", "It's a Secret to Everybody", Map.of(), false, false);
        assertThat(request.getHeaders().get("X-Tocsin-Signature-256"))
                .isEqualTo(hook.headersFor(request.getBody().utf8()).get("X-Tocsin-Signature-256"));
        assertThat(hook.headersFor("Hello, World!").get("X-Tocsin-Signature-256"))
                .as("the example that GitHub gives for the same signature")
                .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void whatWillNeverWorkIsRefused(int status) throws Exception {
        answer(status, "{\"error\":\"no such\\nchannel\"}");

        RoomException failure = failure(notifier());

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasMessage("webhook:ops answered " + status + ": no such channel");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 408, 410, 429, 500, 502, 503, 504})
    void whatMayWorkLaterIsTriedLater(int status) throws Exception {
        server.enqueue(new MockResponse.Builder().code(status).addHeader("Retry-After", "30").build());

        RoomException failure = failure(notifier());

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void aRedirectIsNoDelivery() throws Exception {
        for (int status : new int[] {302, 307}) {
            server.enqueue(new MockResponse.Builder().code(status).addHeader("Location", "/login").build());

            RoomException failure = failure(notifier());

            assertThat(failure.kind()).isEqualTo(Kind.LATER);
            assertThat(failure).hasMessage("webhook:ops answered " + status
                    + ", a redirect, which a message does not follow: correct webhook.ops.url");
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aMessageThatIsGoneCannotBeEditedLaterEither() throws Exception {
        answer(404, "");

        assertThatThrownBy(() -> notifier("webhook.ops.edits", "true").edit("ops", "r1", MESSAGE))
                .isInstanceOfSatisfying(RoomException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.REFUSED));
    }

    @Test
    void theTimeToWaitMayBeADate() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "Sat, 21 Nov 2026 10:02:00 GMT")
                .build());
        server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "soon").build());

        assertThat(failure(notifier()).retryAfter()).hasValue(Duration.ofMinutes(2));
        assertThat(failure(notifier()).retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ok\":false,\"error\":\"full\"}", "{\"success\":false,\"message\":\"full\"}"})
    void aSuccessThatSaysItIsNoneIsAFailure(String body) throws Exception {
        answer(200, body);

        assertThat(failure(notifier())).hasMessage("webhook:ops answered that it did not take the message: full");
    }

    @Test
    void aServerThatIsGoneIsTriedLaterAndItsTokenNotTold() throws Exception {
        server.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());

        RoomException failure = failure(notifier());

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessageStartingWith("webhook:ops was not reached: 127.0.0.1: ")
                .hasMessageNotContaining("token");
    }

    @Test
    void aDeniedAddressIsRefused() throws Exception {
        assertThat(failure(notifier("webhook.ops.url", "http://169.254.169.254/?token=t")).kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void anUnknownRoomIsRefused() {
        assertThatThrownBy(() -> notifier().post("opz", "key", MESSAGE))
                .hasMessage("there is no webhook opz: set webhook.opz.url");
    }

    @Test
    void aMessageIsLookedForWhereTheReceiverCanSay() throws Exception {
        answer(200, "{\"reference\":\"r1\"}");
        answer(404, "");

        Notifier notifier = notifier("webhook.ops.find", "true");

        assertThat(notifier.find("ops", "a b")).hasValue("r1");
        assertThat(notifier.find("ops", "none")).isEmpty();
        assertThat(notifier().find("ops", "not asked")).isEmpty();
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /hook?token=t&key=a+b HTTP/1.1");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void whatIsWrongWithAWebhookIsToldWithoutItsAddress() {
        assertThat(refusal("webhook.ops.url", "")).isEqualTo("the webhook ops has no address; set webhook.ops.url");
        assertThat(refusal("webhook.ops.url", "hooks.example/t0ken"))
                .isEqualTo("webhook.ops.url is not a web address; write it as https://host/path");
        assertThat(refusal("webhook.ops.header", "X-Team"))
                .isEqualTo("a header of webhook.ops.header has no colon; write it as \"Name: value\"");
        for (String header : List.of("X-Team: öps", "X Team: ops", "X-Team: o\u0007ps", "X-Tëam: ops")) {
            assertThat(refusal("webhook.ops.header", header))
                    .isEqualTo("a header of webhook.ops.header has letters that"
                            + " no header can have; write it in ASCII, and its name without spaces");
        }
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private String url() {
        return "http://127.0.0.1:" + server.getPort() + "/hook?token=t";
    }

    private Notifier notifier(String... settings) {
        Map<String, String> values = new HashMap<>(Map.of("webhook.ops.url", url(), "webhook.ops.edits", "false"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        Keys keys = Keys.of(values);
        Notifier notifier = factory.create(keys.settings("webhook", factory.settings()), http);
        assertThat(keys.finish().all()).isEmpty();
        return notifier;
    }

    private String refusal(String key, String value) {
        Refusal[] refused = new Refusal[1];
        assertThatThrownBy(() -> notifier(key, value))
                .isInstanceOfSatisfying(Refusal.class, refusal -> refused[0] = refusal);
        return Catalogue.english().say(refused[0].phrase());
    }

    private static RoomException failure(Notifier notifier) {
        RoomException[] failure = new RoomException[1];
        assertThatThrownBy(() -> notifier.post("ops", "key", MESSAGE))
                .isInstanceOfSatisfying(RoomException.class, thrown -> failure[0] = thrown);
        return failure[0];
    }

    private static JsonNode json(RecordedRequest request) throws IOException {
        return new ObjectMapper().readTree(request.getBody().utf8());
    }
}
