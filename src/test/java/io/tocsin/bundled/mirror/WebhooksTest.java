package io.tocsin.bundled.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bundled.mirror.FakeApi.Answer;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Route;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhooks of the services, as they document them. */
@Timeout(120)
final class WebhooksTest {

    private static final String TOKEN = "t0ken-that-nobody-guesses";
    /** The MD5 of {@code ana} and {@link MirrorRig#KEY}. */
    private static final String SIGNED = "5d08bf98634dc981e8feea7aff2c622b";

    private static final String PINGDOM = """
            {"check_id":12345,"check_name":"Name of HTTP check","check_type":"HTTP",
             "check_params":{"basic_auth":false,"encryption":true,"full_url":"https://www.example.com/path",
             "header":"User-Agent:Pingdom.com_bot","hostname":"www.example.com","ipv6":false,"port":443,"url":"/path"},
             "tags":["example_tag"],"previous_state":"UP","current_state":"DOWN","importance_level":"HIGH",
             "state_changed_timestamp":1451610061,"state_changed_utc_time":"2016-01-01T01:01:01",
             "long_description":"Long error message","description":"Short error message",
             "first_probe":{"ip":"123.4.5.6","ipv6":"2001:4800:1020:209::5","location":"Stockholm, Sweden"},
             "second_probe":{"ip":"123.4.5.6","ipv6":"2001:4800:1020:209::5","location":"Austin, US"},"version":1}""";

    private static Route.Answer send(MirrorRig rig, String method, String token, Map<String, String> query, String body)
            throws Exception {
        Route route = rig.plugin.routes().stream()
                .filter(it -> it.method().equals(method) && it.path().equals("/mirror/" + rig.service + "/{token}"))
                .findFirst().orElseThrow();
        return route.handler().handle(new Route.Request(method, Map.of("token", token), query, Map.of(), body));
    }

    private static Account account(MirrorRig rig) {
        return rig.plugin.accounts().all().getFirst();
    }

    private static MirrorRig rig(String service, String... more) throws Exception {
        String[] all = new String[more.length + 2];
        System.arraycopy(more, 0, all, 2, more.length);
        all[0] = "webhook";
        all[1] = TOKEN;
        return new MirrorRig(service, asked -> Answer.ok("{\"data\":[],\"checks\":[],\"nextLink\":null}"), all);
    }

    @Test
    void uptimeRobotCallsByGetAndByPost() throws Exception {
        Map<String, String> variables = Map.of("monitorID", "801", "monitorURL", "https://shop.example.com",
                "monitorFriendlyName", "shop", "alertType", "1", "alertTypeFriendlyName", "Down", "alertDetails",
                "Connection Timeout", "monitorAlertContacts", "457;2;a@example.com");
        try (MirrorRig rig = rig("uptimerobot")) {
            assertThat(send(rig, "GET", TOKEN, variables, "").status()).isEqualTo(200);
            assertThat(account(rig).answersCall()).isTrue();
            assertThat(account(rig).answersCall()).isFalse();
            assertThat(send(rig, "POST", TOKEN, Map.of(), "monitorID=801&alertType=2").status()).isEqualTo(200);
            assertThat(account(rig).answersCall()).isTrue();
        }
    }

    @Test
    void pingdomPostsJson() throws Exception {
        try (MirrorRig rig = rig("pingdom")) {
            assertThat(send(rig, "POST", TOKEN, Map.of(), PINGDOM).status()).isEqualTo(200);
            assertThat(account(rig).answersCall()).isTrue();
        }
    }

    @Test
    void statusCakePostsAFormThatMayBeSigned() throws Exception {
        String form = "URL=https%3A%2F%2Fshop.example.com&Status=Down&StatusCode=0&IP=192.0.2.1&Tags=&Name=shop"
                + "&CheckRate=300&Token=";
        try (MirrorRig rig = rig("statuscake")) {
            assertThat(send(rig, "POST", TOKEN, Map.of(), form + "anything").status()).isEqualTo(200);
        }
        try (MirrorRig rig = rig("statuscake", "user", "Ana")) {
            for (String wrong : List.of(form + "0".repeat(32), form, "", "Token", "Token=%zz")) {
                assertThat(send(rig, "POST", TOKEN, Map.of(), wrong).status()).as(wrong).isEqualTo(404);
            }
            assertThat(account(rig).answersCall()).isFalse();
            assertThat(send(rig, "POST", TOKEN, Map.of(), form + SIGNED).status()).isEqualTo(200);
            assertThat(send(rig, "GET", TOKEN, Map.of("Token", SIGNED), "").status()).isEqualTo(200);
            assertThat(send(rig, "POST", "another-token-of-somebody", Map.of(), form + SIGNED).status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"uptimerobot", "statuscake", "pingdom"})
    void aWrongTokenIsAnsweredAsNothingAndChangesNothing(String service) throws Exception {
        try (MirrorRig rig = rig(service)) {
            for (String wrong : List.of("t", TOKEN + "x", TOKEN.substring(1), "", "T0KEN-that-nobody-guesses")) {
                assertThat(send(rig, "POST", wrong, Map.of(), PINGDOM))
                        .isEqualTo(Route.Answer.text(404, "not found\n"));
            }
            assertThat(account(rig).answersCall()).isFalse();
        }
    }

    @Test
    void withoutATokenNobodyMayCall() throws Exception {
        try (MirrorRig rig = new MirrorRig("pingdom", asked -> Answer.ok("{\"checks\":[]}"))) {
            assertThat(send(rig, "POST", "", Map.of(), PINGDOM).status()).isEqualTo(404);
        }
    }

    /** Whoever knows the token can have the service asked every ten seconds, and nothing more. */
    @Test
    void aWebhookOnlyHasTheServiceAskedSooner() throws Exception {
        try (MirrorRig rig = rig("pingdom")) {
            assertThat(rig.seen("shop")).contains("has no monitor");
            rig.api.answers(asked -> Answer.ok(PingdomTest.checks(PingdomTest.check(1, "shop", "up"))));
            assertThat(send(rig, "POST", TOKEN, Map.of(), PINGDOM).status()).isEqualTo(200);
            rig.pass(Duration.ofSeconds(9));
            assertThat(account(rig).answersCall()).isFalse();
            rig.pass(Duration.ofSeconds(1));
            assertThat(account(rig).answersCall()).isTrue();
            assertThat(rig.seen("shop")).isEqualTo("UP");
            assertThat(rig.paths()).hasSize(2);
        }
    }

    @Test
    void aCallDoesNotBreakALimit() throws Exception {
        try (MirrorRig rig = rig("pingdom")) {
            rig.api.answers(asked -> Answer.ok(PingdomTest.checks(PingdomTest.check(1, "shop", "up")))
                    .with("Req-Limit-Short", "Remaining: 0 Time until reset: 50"));
            assertThat(rig.seen("shop")).isEqualTo("UP");
            send(rig, "POST", TOKEN, Map.of(), PINGDOM);
            rig.pass(Duration.ofSeconds(49));
            assertThat(account(rig).answersCall()).isFalse();
            assertThat(rig.seen("shop")).isEqualTo("UP");
            rig.pass(Duration.ofSeconds(1));
            assertThat(account(rig).answersCall()).isTrue();
        }
    }

    @Test
    void settingsThatAreWrongAreTold() {
        Map<String, String> told = new TreeMap<>();
        Map<String, Phrase> problems = MirrorPlugin.problems("pingdom", new Settings(Map.of(
                "every", List.of("1s"), "webhook", List.of("short"), "api-url", List.of("api.pingdom.com"),
                "team.webhook", List.of(TOKEN))));
        problems.forEach((key, what) -> told.put(key, Catalogue.english().say(what)));

        assertThat(told).isEqualTo(Map.of(
                "api-url", "write an address such as https://api.pingdom.com/api/3.1",
                "every", "write a length of time from 10 s to 1 h",
                "webhook", "write 16 to 200 letters, digits, - and _ that nobody can guess",
                "team.webhook", "set pingdom.team.key too: a webhook only says that it is worth asking"));
    }
}
