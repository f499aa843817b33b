package io.tocsin.source;

import static io.tocsin.source.MonitorFileTest.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.config.Secret;
import io.tocsin.config.Secrets;
import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Alerts.Later;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Reminder;
import io.tocsin.monitor.Written;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is told of what a Gatus configuration watches. */
final class GatusAlertsTest {

    private static final String PROVIDERS =
            """
                    alerting:
                      slack:
                        webhook-url: https://hooks.slack.com/services/x
                        default-alert: {description: it is broken, send-on-resolved: true, failure-threshold: 5, success-threshold: 4, minimum-reminder-interval: 10m}
                        overrides:
                        - {group: core, webhook-url: https://hooks.slack.com/services/y}
                      pagerduty: {integration-key: z}
                    """;

    private static final Map<String, String> ROOMS =
            Map.of("gatus.room.slack", "slack:#ops", "gatus.room.slack.core", "slack:#core", "gatus.room.pagerduty",
                    "on-call");

    @Test
    void anAlertThatSaysNothingIsItsProvidersDefault() {
        Draft draft = one(ROOMS, "", "{type: slack}");

        assertThat(draft.failureThreshold()).hasValue(5);
        assertThat(draft.successThreshold()).hasValue(4);
        assertThat(draft.reminder()).contains(Reminder.every(Duration.ofMinutes(10)));
        assertThat(draft.rooms()).containsExactly("slack:#ops");
        assertThat(draft.alerts()).isEqualTo(new Alerts("it is broken", List.of(), List.of()));
    }

    @Test
    void whatAnAlertSaysItselfWins() {
        Draft draft = one(ROOMS, "", "{type: slack, description: mine, failure-threshold: 2, success-threshold: 1}");

        assertThat(draft.failureThreshold()).hasValue(2);
        assertThat(draft.successThreshold()).hasValue(1);
        assertThat(draft.alerts().description()).isEqualTo("mine");
    }

    @Test
    void gatussOwnDefaultsHoldWhereNobodySaysAnything() {
        Draft draft = one(ROOMS, "", "{type: pagerduty, failure-threshold: 0}");

        assertThat(draft.failureThreshold()).hasValue(3);
        assertThat(draft.successThreshold()).hasValue(2);
        assertThat(draft.reminder()).isEmpty();
        assertThat(draft.rooms()).containsExactly("on-call");
    }

    @Test
    void aGroupHasTheRoomOfItsOverride() {
        assertThat(one(ROOMS, "group: core, ", "{type: slack}").rooms()).containsExactly("slack:#core");
        assertThat(one(ROOMS, "group: other, ", "{type: slack}").rooms()).containsExactly("slack:#ops");
        assertThat(one(Map.of(), "group: core, ", "{type: slack}").rooms()).isEmpty();
    }

    @Test
    void theLowestThresholdConfirmsAndHigherOnesAreLaterNotices() {
        Draft draft = one(
                ROOMS, "",
                "{type: slack, failure-threshold: 15, description: fifteen}, {type: slack, failure-threshold: 2,"
                        + " description: two}, {type: pagerduty, failure-threshold: 10, success-threshold: 3}");

        assertThat(draft.failureThreshold()).hasValue(2);
        assertThat(draft.successThreshold()).hasValue(3);
        assertThat(draft.rooms()).containsExactly("slack:#ops");
        assertThat(draft.alerts().description()).isEqualTo("two");
        assertThat(draft.alerts().later())
                .containsExactly(new Later(10, "on-call", ""), new Later(15, "slack:#ops", "fifteen"));
    }

    @Test
    void alertsOfOneThresholdTellAllTheirRooms() {
        assertThat(one(ROOMS, "", "{type: slack, failure-threshold: 3}, {type: pagerduty}").rooms())
                .containsExactly("slack:#ops", "on-call");
        assertThat(one(Map.of("gatus.room.slack", "slack:#ops"), "",
                "{type: slack, failure-threshold: 3}, {type: pagerduty}")
                .rooms()).containsExactly("slack:#ops", "console");
    }

    @Test
    void anAlertThatIsSwitchedOffIsNone() {
        Draft draft = one(ROOMS, "", "{type: slack, enabled: false, failure-threshold: 1}, {type: pagerduty}");

        assertThat(draft.failureThreshold()).hasValue(3);
        assertThat(draft.rooms()).containsExactly("on-call");
    }

    @Test
    void whatGatusWouldNotTellIsToldAndTheReportSaysSo() {
        Draft silent = one(ROOMS, "", "");
        assertThat(silent.rooms()).isEmpty();
        assertThat(silent.alerts()).isEqualTo(Alerts.NONE);

        assertThat(notes(ROOMS, "", "{type: pagerduty}, {type: discord}")).containsExactly(
                "gatus.yaml:7: alerting.pagerduty: its addresses and keys are left out; alerts of it go to on-call"
                        + " (gatus.room.pagerduty in bot.properties)",
                "gatus.yaml:2: alerting.slack: its addresses and keys are left out; alerts of it go to slack:#ops"
                        + " (gatus.room.slack in bot.properties)",
                "gatus.yaml:6: alerting.slack.overrides[0]: alerts of group core go to slack:#core"
                        + " (gatus.room.slack.core in bot.properties)",
                "gatus.yaml:9: endpoints[].alerts[].send-on-resolved: without it Gatus would not tell when trouble is"
                        + " over; here everybody is told who was told of it (gatus.strict=true does not)",
                "gatus.yaml:9: endpoints[].alerts[].type: alerting has no discord, so that this alert is left out, as"
                        + " Gatus does");
        assertThat(notes(ROOMS, "", "")).contains(
                "gatus.yaml:9: endpoints[].alerts: without an alert Gatus would tell nobody; here console is told of"
                        + " trouble and of its end (gatus.strict=true tells nobody)");
    }

    @Test
    void strictKeepsTheSilence() {
        Map<String, String> strict = new HashMap<>(ROOMS);
        strict.put("gatus.strict", "true");

        assertThat(one(strict, "", "").rooms()).containsExactly(Alerts.NOBODY);
        assertThat(one(strict, "", "{type: discord}").rooms()).containsExactly(Alerts.NOBODY);
        assertThat(one(strict, "", "{type: slack}, {type: pagerduty, failure-threshold: 9}").alerts().quiet())
                .containsExactly("on-call");
        assertThat(notes(strict, "", "")).contains(
                "gatus.yaml:9: endpoints[].alerts: without an alert nobody is told, as Gatus does (gatus.strict)");
        assertThat(notes(strict, "", "{type: pagerduty}")).contains(
                "gatus.yaml:9: endpoints[].alerts[].send-on-resolved: without it nobody is told when trouble is over, as"
                        + " Gatus does (gatus.strict); a message that can be edited shows it");
    }

    @Test
    void whatDiffersBetweenAlertsOfOneEndpointIsSaid() {
        assertThat(notes(ROOMS, "",
                "{type: slack, minimum-reminder-interval: 1h}, {type: pagerduty, minimum-reminder-interval: 2h,"
                        + " provider-override: {integration-key: other}}"))
                .contains(
                        "gatus.yaml:9: endpoints[].alerts[].success-threshold: alerts of one endpoint differ; the lowest"
                                + " holds for all",
                        "gatus.yaml:9: endpoints[].alerts[].minimum-reminder-interval: alerts of one endpoint differ;"
                                + " the lowest holds for all",
                        "gatus.yaml:9: endpoints[].alerts[].provider-override: its addresses and keys are left out;"
                                + " alerts of it go to on-call (gatus.room.pagerduty in bot.properties)");
    }

    @Test
    void aProviderThatGatusDoesNotHaveIsRefused() {
        assertThat(said(parse(Map.of(), "alerting: {slak: {}}\nendpoints: [{name: a, url: 'http://a', alerts: [{}]}]")
                .problems())).containsExactly(
                        "gatus.yaml:1: alerting.slak: there is no such key; did you mean slack?",
                        "gatus.yaml:2: endpoints[0].alerts[0].type: missing; write the name of a provider under alerting");
    }

    @Test
    void anOverrideSaysOfWhichGroupItIs() {
        assertThat(said(parse(Map.of(), """
                alerting:
                  slack: {overrides: [{webhook-url: 'https://hooks.slack.com/services/y'}]}
                endpoints: [{name: a, url: 'http://a', alerts: [{type: slack}]}]
                """).problems())).containsExactly(
                "gatus.yaml:2: alerting.slack.overrides[0].group: missing; write the name of the group of endpoints");
    }

    @Test
    void aBadCheckIsRepeatedEarlyOnlyWhereThatIsSet() {
        assertThat(one(ROOMS, "", "").retryInterval()).contains(Duration.ZERO);
        assertThat(one(Map.of("retry-interval", "5s"), "", "").retryInterval()).isEmpty();
    }

    @Test
    void variablesAreSecretsOfTheirNames() {
        GatusSettings settings = new GatusSettings(
                false, false, "console", Map.of(), new Secrets(Map.of("TOKEN", new Secret("s3cret"))));
        String text = """
                endpoints:
                - name: shop
                  group: core
                  url: "https://a/${TOKEN}/$$x/$TOKEN"
                  headers: {Authorization: "Bearer ${TOKEN} ${OTHER}"}
                  body: "[ENDPOINT_NAME] [ENDPOINT_GROUP] [ENDPOINT_URL] [RANDOM_STRING_8]"
                """;
        MonitorFile.Content content = MonitorFile.parse("gatus.yaml", text.getBytes(StandardCharsets.UTF_8), settings);
        Draft draft = content.monitors().getFirst().draft();

        assertThat(draft.target()).isEqualTo("https://a/${secret:TOKEN}/$x/${secret:TOKEN}");
        assertThat(draft.settings().get("header")).containsExactly("Authorization: Bearer ${secret:TOKEN} ${OTHER}");
        assertThat(draft.settings().get("body"))
                .containsExactly("shop core https://a/${secret:TOKEN}/$x/${secret:TOKEN} [RANDOM_STRING_8]");
        assertThat(said(content.warnings())).contains(
                "gatus.yaml:2: endpoints[]: a ${NAME} in it is left as it is; set secret.NAME in bot.properties, such as"
                        + " secret.NAME=${NAME}",
                "gatus.yaml:2: endpoints[].body: [RANDOM_STRING_n] in it is sent as it is");
    }

    @Test
    void theEndOfADomainHasAMonitorOfItsOwn() {
        String file =
                """
                        endpoints:
                        - {name: shop, url: 'https://shop.example.org/a', method: HEAD, interval: 1h, conditions: ['[STATUS] == 200', '[domain_expiration] > 720h']}
                        - {name: only, url: 'https://example.org', conditions: ['[DOMAIN_EXPIRATION] > 720h']}
                        - {name: here, url: 'https://127.0.0.1', conditions: ['[DOMAIN_EXPIRATION] > 720h']}
                        """;
        List<Draft> drafts = drafts(file);

        assertThat(drafts).extracting(Draft::name).containsExactly("shop", "shop-domain", "only", "here");
        assertThat(drafts).extracting(Draft::target).containsExactly(
                "https://shop.example.org/a", "domain://shop.example.org", "domain://example.org", "https://127.0.0.1");
        assertThat(drafts.get(0).conditions()).containsExactly("[STATUS] == 200");
        assertThat(drafts.get(1).conditions()).containsExactly("[domain_expiration] > 720h");
        assertThat(drafts.get(1).settings()).isEmpty();
        assertThat(drafts.get(1).schedule()).isEqualTo("every 1h");
        assertThat(said(parse(Map.of(), file).warnings())).contains(
                "gatus.yaml:2: endpoints[].conditions: the end of a domain is watched by a monitor of its own, called"
                        + " like the endpoint and -domain");
    }

    @Test
    void anExternalEndpointIsAHeartbeatAtTheSameAddress() {
        String file = """
                external-endpoints:
                - {name: backup, group: core, token: "0123456789", heartbeat: {interval: 30m}, alerts: [{type: slack}]}
                - {name: push, token: "0123456789", enabled: false}
                """ + PROVIDERS;
        List<Draft> drafts = drafts(file);

        assertThat(drafts).containsExactly(
                Draft.named("backup", "heartbeat").type("heartbeat").group("core").setting("token", "0123456789")
                        .schedule("every 30m").confirm(5).recover(4).reminder(Duration.ofMinutes(10))
                        .alerts(new Alerts("it is broken", List.of(), List.of())).retry(Duration.ZERO).build(),
                Draft.named("push", "heartbeat").type("heartbeat").enabled(false).setting("token", "0123456789")
                        .setting("awaited", "false").retry(Duration.ZERO).build());
        assertThat(said(parse(Map.of(), file).warnings())).contains(
                "gatus.yaml:2: external-endpoints[].heartbeat: silence counts from the first sign on; Gatus counts it"
                        + " from its start");
    }

    @Test
    void whatIsWrongWithAnExternalEndpointIsSaid() {
        assertThat(said(parse(Map.of(), """
                endpoints: [{name: a, group: g, url: 'http://a'}]
                external-endpoints:
                - {name: a, group: g, token: abcdefgh, heartbeat: {intervall: 1m}}
                - {name: b, url: 'http://b'}
                """).problems())).containsExactly(
                "gatus.yaml:3: external-endpoints[0].heartbeat.intervall: there is no such key; did you mean interval?",
                "gatus.yaml:3: external-endpoints[0]: already given at gatus.yaml:1; entries are told apart by group and"
                        + " name together",
                "gatus.yaml:4: external-endpoints[1].token: missing; write the token that the program sends",
                "gatus.yaml:4: external-endpoints[1].url: there is no such key; the known ones are: alerts, enabled,"
                        + " group, heartbeat, maintenance-windows, name, token");
    }

    private static List<Draft> drafts(String text) {
        MonitorFile.Content content = parse(Map.of(), text);
        assertThat(said(content.problems())).isEmpty();
        return content.monitors().stream().map(Written::draft).toList();
    }

    private static Draft one(Map<String, String> keys, String group, String alerts) {
        MonitorFile.Content content = parse(keys, file(group, alerts));
        assertThat(said(content.problems())).isEmpty();
        return content.monitors().getFirst().draft();
    }

    private static List<String> notes(Map<String, String> keys, String group, String alerts) {
        return said(parse(keys, file(group, alerts)).warnings());
    }

    private static String file(String group, String alerts) {
        return PROVIDERS + "endpoints:\n- {" + group + "name: shop, url: 'https://shop.example.com', alerts: [" + alerts
                + "]}\n";
    }

    private static MonitorFile.Content parse(Map<String, String> keys, String text) {
        return MonitorFile.parse(
                "gatus.yaml", text.getBytes(StandardCharsets.UTF_8), GatusSettings.from(Keys.of(keys)));
    }
}
