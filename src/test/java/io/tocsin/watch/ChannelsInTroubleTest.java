package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.bundled.mail.MailPlugin;
import io.tocsin.bundled.mail.OddServer;
import io.tocsin.bundled.webhook.WebhookPlugin;
import io.tocsin.config.Keys;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.Targets;
import io.tocsin.net.ScriptedServer;
import io.tocsin.notification.Backlog;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The channels that ship inside, against servers that are down, slow or refuse: nobody else waits, nothing is lost. */
final class ChannelsInTroubleTest {

    private static final String MAIL = "mail:ops@example.com";
    private static final String HOOK = "webhook:team";
    private static final String[] EVERYWHERE = {MAIL, HOOK, "lines"};
    private static final List<String> STORY = List.of(
            "DOWN  shop  #1", "DOWN  till  #2", "RECOVERED  shop  #1  after 6 min", "DOWN  shop  #3",
            "RECOVERED  till  #2  after 8 min");

    private final Rig rig = new Rig();
    private final MockWebServer web = new MockWebServer();
    private final BoundedHttp http = new BoundedHttp(
            HttpSettings.from(Keys.of(Map.of())), new Targets(List.of(), List.of()), "Tocsin/test");
    private final AtomicReference<Function<Hooked, MockResponse>> answers = new AtomicReference<>();
    private final List<Hooked> hooked = new CopyOnWriteArrayList<>();
    private OddServer mail;

    /** A message that came to the webhook, taken or not. */
    private record Hooked(String title, String key, Instant at) {}

    @BeforeEach
    void start() throws IOException {
        mail = new OddServer();
        answers.set(one -> taken());
        web.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return hooked(request);
            }
        });
        web.start(InetAddress.ofLiteral("127.0.0.1"), 0);
        rig.channel("mail", channel(new MailPlugin(rig.clock), Map.of(
                "mail.host", "127.0.0.1", "mail.port", Integer.toString(mail.port()), "mail.from", "bot@example.com")));
        rig.channel("webhook", channel(new WebhookPlugin(rig.clock), Map.of(
                "webhook.team.url", web.url("/hook").toString())));
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        web.close();
        mail.close();
        http.close();
    }

    private Notifier channel(Plugin plugin, Map<String, String> settings) {
        NotifierFactory factory = plugin.notifiers().getFirst();
        return factory.create(Keys.of(settings).settings(factory.kind(), factory.settings()), http);
    }

    private MockResponse hooked(RecordedRequest request) {
        try {
            JsonNode body = new ObjectMapper().readTree(request.getBody().utf8());
            Hooked one = new Hooked(body.path("title").asText(), body.path("key").asText(), Instant.now());
            hooked.add(one);
            return answers.get().apply(one);
        } catch (IOException noJson) {
            return new MockResponse.Builder().code(400).build();
        }
    }

    private static MockResponse taken() {
        return new MockResponse.Builder().code(200).body("{}").build();
    }

    @Test
    void mailThatIsDownForAnHourDelaysNobodyAndIsToldAllAfterwardsInOrderAndOnce() {
        mail.says(OddServer.GREETING, "421 4.3.2 going down");
        story();

        await().untilAsserted(() -> assertThat(rig.lines.titles()).isEqualTo(STORY));
        await().untilAsserted(() -> assertThat(hooked).extracting(Hooked::title).isEqualTo(STORY));
        await().until(() -> rig.engine.notifications().backlogs().get(MAIL) instanceof Backlog of
                && of.since().isPresent());
        rig.clock.pass(Duration.ofHours(1));
        Backlog backlog = rig.engine.notifications().backlogs().get(MAIL);
        assertThat(backlog.waiting()).isEqualTo(STORY.size());
        assertThat(backlog.why()).contains("421 4.3.2 going down");
        assertThat(rig.engine.notifications().backlogs()).containsOnlyKeys(MAIL);

        mail.saysAsOthersDo(OddServer.GREETING);
        await().atMost(Duration.ofMinutes(1)).until(() -> mail.mails().size() == STORY.size());
        rig.settled();
        assertThat(mail.mails()).extracting(ChannelsInTroubleTest::firstLine).isEqualTo(STORY);
        assertThat(mail.mails()).extracting(one -> header(one, "Subject")).containsExactly(
                "DOWN  shop  #1", "DOWN  till  #2", "Re: DOWN  shop  #1", "DOWN  shop  #3", "Re: DOWN  till  #2");
        assertThat(mail.mails()).extracting(one -> header(one, "Message-ID")).doesNotHaveDuplicates();
        assertThat(header(mail.mails().get(2), "In-Reply-To")).isEqualTo(header(mail.mails().get(0), "Message-ID"));
        assertThat(header(mail.mails().get(4), "References")).isEqualTo(header(mail.mails().get(1), "Message-ID"));
        assertThat(rig.engine.notifications().backlogs()).isEmpty();
    }

    @Test
    void aWebhookThatAnswersSlowlyDelaysNobodyAndGetsAllInOrder() {
        answers.set(one -> new MockResponse.Builder().code(200).headersDelay(1, TimeUnit.SECONDS).build());
        story();

        await().untilAsserted(() -> assertThat(rig.lines.titles()).isEqualTo(STORY));
        await().atMost(Duration.ofMinutes(1)).until(() -> mail.mails().size() == STORY.size());
        assertThat(mail.mails()).extracting(ChannelsInTroubleTest::firstLine).isEqualTo(STORY);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(
                () -> assertThat(hooked).extracting(Hooked::title).isEqualTo(STORY));
    }

    @Test
    void aWebhookThatNeverAnswersDelaysNobody() throws Exception {
        try (ScriptedServer silent = ScriptedServer.silentAfter("")) {
            rig.channel("webhook", channel(new WebhookPlugin(rig.clock), Map.of(
                    "webhook.team.url", "http://" + silent.address() + "/hook")));
            story();

            await().untilAsserted(() -> assertThat(rig.lines.titles()).isEqualTo(STORY));
            await().atMost(Duration.ofMinutes(1)).until(() -> mail.mails().size() == STORY.size());
            assertThat(rig.engine.notifications().backlogs().get(HOOK).waiting()).isEqualTo(STORY.size());
        }
    }

    @Test
    void aWebhookThatRefusesOneGetsTheNextAndTheAdminRoomIsTold() {
        answers.set(one -> one.key().startsWith("line-1-")
                ? new MockResponse.Builder().code(400).body("{\"error\":\"too rude\"}").build()
                : taken());
        rig.add("shop", HOOK, "lines");
        rig.bad("shop");
        rig.good("shop");

        await().untilAsserted(() -> assertThat(hooked).extracting(Hooked::title)
                .containsExactly("DOWN  shop  #1", "", "RECOVERED  shop  #1  after 3 min"));
        await().untilAsserted(() -> assertThat(rig.console.titles())
                .containsExactly("a message for webhook:team was given up: webhook:team answered 400: too rude"));
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1", "RECOVERED  shop  #1  after 3 min");
    }

    @Test
    void aWebhookThatAsksForPatienceIsGivenIt() {
        answers.set(one -> hooked.size() == 1
                ? new MockResponse.Builder().code(429).addHeader("Retry-After", "2").build()
                : taken());
        rig.add("shop", EVERYWHERE);
        rig.bad("shop", 503);

        await().until(() -> rig.lines.posts().size() == 1);
        await().atMost(Duration.ofMinutes(1)).until(() -> hooked.size() == 2);
        assertThat(Duration.between(hooked.get(0).at(), hooked.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(hooked.get(1).key()).as("the same message").isEqualTo(hooked.get(0).key());
    }

    /** Five changes, minutes apart. */
    private void story() {
        rig.add("shop", EVERYWHERE);
        rig.add("till", EVERYWHERE);
        rig.bad("shop", 503);
        rig.bad("till", 503);
        rig.check("shop", 200);
        rig.check("shop", 200);
        rig.bad("shop", 503);
        rig.check("till", 200);
        rig.check("till", 200);
    }

    private static String firstLine(String mail) {
        int body = mail.indexOf("\r\n\r\n", mail.indexOf("Content-Type: text/plain"));
        body = body < 0 ? mail.indexOf("\n\n", mail.indexOf("Content-Type: text/plain")) : body;
        return mail.substring(body).strip().lines().findFirst().orElse("");
    }

    private static String header(String mail, String name) {
        List<String> found = new ArrayList<>();
        mail.lines().filter(line -> line.startsWith(name + ": ")).forEach(
                line -> found.add(line.substring(name.length() + 2).strip()));
        return found.isEmpty() ? "" : found.getFirst();
    }
}
