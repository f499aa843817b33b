package io.tocsin.source;

import static io.tocsin.source.MonitorFileTest.drafts;
import static io.tocsin.source.MonitorFileTest.parse;
import static io.tocsin.source.MonitorFileTest.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Written;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GatusYamlTest {

    /** As people have them: parts this bot has no use for, anchors, merges, several types. */
    private static final String REALISTIC =
            """
                    metrics: true
                    storage:
                      type: sqlite
                      path: /data/data.db
                    web:
                      port: ${PORT}
                    ui:
                      title: Status
                    alerting:
                      slack:
                        webhook-url: "https://hooks.slack.com/services/x"
                        default-alert:
                          failure-threshold: 5
                    maintenance:
                      start: 23:00
                      duration: 1h
                    default-endpoint: &defaults
                      group: core
                      interval: 30s
                      client:
                        timeout: 15s
                      alerts:
                        - type: slack
                          failure-threshold: 4
                          success-threshold: 3
                          send-on-resolved: true
                          minimum-reminder-interval: 6h
                        - type: pagerduty
                          failure-threshold: 10
                          enabled: true
                        - type: email
                          enabled: false
                          failure-threshold: 1
                      ui:
                        hide-url: true

                    endpoints:
                      - <<: *defaults
                        name: front-end
                        url: "https://example.org/health"
                        conditions:
                          - "[STATUS] == 200"
                          - "[BODY].status == UP"
                          - "[RESPONSE_TIME] < 150"
                      - <<: *defaults
                        name: api
                        group: internal
                        url: https://api.example.org/graphql
                        method: POST
                        graphql: true
                        interval: 1m30s
                        body: |
                          {
                            user(id: "1") { name }
                          }
                        headers:
                          Authorization: "Bearer ${TOKEN}"
                          X-Count: 3
                        client:
                          insecure: true
                          ignore-redirect: true
                          proxy-url: http://proxy:3128
                        conditions: ["[STATUS] < 300"]
                      - name: example-dns-query
                        url: "8.8.8.8"
                        interval: 5m
                        dns:
                          query-name: "example.com"
                          query-type: "A"
                        conditions:
                          - "[BODY] == 93.184.215.14"
                          - "[DNS_RCODE] == NOERROR"
                      - name: icmp-ping
                        enabled: false
                        url: "icmp://example.org"
                        conditions:
                          - "[CONNECTED] == true"
                      - name: database
                        url: tcp://127.0.0.1:5432
                        ui:
                          hide-hostname: true
                        conditions:
                          - "[CONNECTED] == true"
                    """;

    @Test
    void aRealisticFileIsRead() {
        assertThat(drafts("config.yaml", REALISTIC)).containsExactly(
                Draft.named("front-end", "https://example.org/health").group("core").schedule("every 30s")
                        .timeout(Duration.ofSeconds(15)).confirm(4).recover(3).reminder(Duration.ofHours(6))
                        .expect("[STATUS] == 200").expect("[BODY].status == UP").expect("[RESPONSE_TIME] < 150")
                        .retry(Duration.ZERO).build(),
                Draft.named("api", "https://api.example.org/graphql").group("internal").schedule("every 1m30s")
                        .confirm(4).recover(3).reminder(Duration.ofHours(6)).expect("[STATUS] < 300")
                        .setting("method", "POST")
                        .setting("body", "{\"query\":\"{\\n  user(id: \\\"1\\\") { name }\\n}\\n\"}")
                        .setting("header", "Authorization: Bearer ${TOKEN}", "X-Count: 3",
                                "Content-Type: application/json")
                        .setting("insecure", "true").setting("redirects", "false").setting("proxy", "http://proxy:3128")
                        .retry(Duration.ZERO).build(),
                Draft.named("example-dns-query", "8.8.8.8").type("dns").schedule("every 5m")
                        .setting("query-name", "example.com").setting("query-type", "A")
                        .expect("[BODY] == 93.184.215.14").expect("[DNS_RCODE] == NOERROR")
                        .retry(Duration.ZERO).build(),
                Draft.named("icmp-ping", "icmp://example.org").enabled(false).expect("[CONNECTED] == true")
                        .retry(Duration.ZERO).build(),
                Draft.named("database", "tcp://127.0.0.1:5432").expect("[CONNECTED] == true")
                        .retry(Duration.ZERO).build());
    }

    @Test
    void whatIsLeftOutIsSaidOnceForEachKey() {
        assertThat(said(parse("config.yaml", REALISTIC).warnings())).containsExactlyInAnyOrder(
                "config.yaml:1: metrics: not supported, and left out",
                "config.yaml:2: storage: not supported, and left out",
                "config.yaml:5: web: not supported, and left out",
                "config.yaml:7: ui: not supported, and left out",
                "config.yaml:10: alerting.slack: its addresses and keys are left out; alerts of it go to console"
                        + " (gatus.room.slack in bot.properties)",
                "config.yaml:28: endpoints[].alerts[].type: alerting has no pagerduty, so that this alert is left out,"
                        + " as Gatus does (2 times)",
                "config.yaml:64: endpoints[].alerts: without an alert Gatus would tell nobody; here console is told of"
                        + " trouble and of its end (gatus.strict=true tells nobody) (3 times)",
                "config.yaml:34: endpoints[].ui: not supported, and left out (3 times)",
                "config.yaml:45: endpoints[]: a ${NAME} in it is left as it is;"
                        + " set secret.NAME in bot.properties, such as secret.NAME=${NAME}");
    }

    @Test
    void equalNamesInDifferentGroupsAreToldApart() {
        assertThat(drafts(
                "config.yaml",
                """
                        endpoints:
                          - {name: web, group: a, url: 'http://a'}
                          - {name: web, group: b, url: 'http://a'}
                        """))
                .extracting(Draft::name)
                .containsExactly("a/web", "b/web");
    }

    @Test
    void whatNeitherKnowsIsRefused() {
        assertThat(said(parse(
                "config.yaml",
                """
                        endpoints:
                          - name: web
                            url: http://a
                            intervall: 5m
                            condition: "[STATUS] == 200"
                            client:
                              time-out: 5s
                            alerts:
                              - type: slack
                                failure-treshold: 3
                            dns:
                              query-type: A
                          - name: web2
                            url: http://a
                            interval: 5 minuets
                            conditions:
                              - "[STATUS] == 200"
                              - status: 200
                        alertin:
                          slack: x
                        """)
                .problems()))
                .containsExactly(
                        "config.yaml:12: endpoints[0].dns.query-name: missing; write the name to look up",
                        "config.yaml:7: endpoints[0].client.time-out: there is no such key; did you mean timeout?",
                        "config.yaml:10: endpoints[0].alerts[0].failure-treshold: there is no such key;"
                                + " did you mean failure-threshold?",
                        "config.yaml:5: endpoints[0].condition: there is no such key; did you mean conditions?",
                        "config.yaml:4: endpoints[0].intervall: there is no such key; did you mean interval?",
                        "config.yaml:15: endpoints[1].interval=5 minuets:"
                                + " write a length of time such as 30s, 2.5s, 100ms, 5m, 1h30m or 2d",
                        "config.yaml:18: endpoints[1].conditions: write one text, or a list of texts",
                        "config.yaml:19: alertin: there is no such key; remove it, or give it a name that begins with x-");
    }

    @Test
    void placesAreThoseOfTheEntries() {
        assertThat(parse("config.yaml", REALISTIC).monitors())
                .extracting(Written::place)
                .extracting(place -> place.words().toString())
                .containsExactly("config.yaml:38", "config.yaml:45", "config.yaml:64", "config.yaml:73",
                        "config.yaml:78");
    }
}
