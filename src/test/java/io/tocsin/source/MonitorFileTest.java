package io.tocsin.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Place;
import io.tocsin.config.Problem;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Written;
import io.tocsin.text.Catalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MonitorFileTest {

    @Test
    void serversAreJudgedByStatus200() {
        var content = parse(
                "servers.json",
                """
                        {"servers": [
                          {"name": "google", "url": "https://google.com"},
                          {"name": "db", "url": "tcp://db:5432"}
                        ]}
                        """);

        assertThat(content.problems()).isEmpty();
        assertThat(content.monitors()).extracting(Written::draft).containsExactly(
                Draft.named("google", "https://google.com").expect("[STATUS] == 200").build(),
                Draft.named("db", "tcp://db:5432").build());
        assertThat(content.monitors()).extracting(Written::place)
                .containsExactly(Place.line("servers.json", 2), Place.line("servers.json", 3));
    }

    @Test
    void aServerMayCarryMore() {
        assertThat(drafts(
                "servers.json",
                """
                        {"servers":[
                          {"name":"a","url":"http://a","expect":"[STATUS] < 300","every":"2.5s","rooms":["ops","dev"],"confirm":1},
                          {"name":"b","url":"http://b","expect":["[STATUS] == 200","[RESPONSE_TIME] < 500"],
                           "cron":"*/5 * * * *","rooms":"ops, dev"}
                        ]}
                        """))
                .containsExactly(
                        Draft.named("a", "http://a").expect("[STATUS] < 300").schedule("every 2.5s").room("ops")
                                .room("dev")
                                .confirm(1).build(),
                        Draft.named("b", "http://b").expect("[STATUS] == 200").expect("[RESPONSE_TIME] < 500")
                                .schedule("*/5 * * * *").room("ops").room("dev").build());
    }

    @Test
    void serversAreToldApartByNameAndAddressTogether() {
        assertThat(drafts(
                "servers.json",
                """
                        {"servers":[
                          {"name":"web","url":"http://a/x"},
                          {"name":"x","url":"http://a"},
                          {"name":"Web","url":"http://user:hunter2@b:81/y?z"},
                          {"name":"api","url":"http://c/v1?k=1"},
                          {"name":"api","url":"http://c/v1?k=2"},
                          {"name":"tls","url":"http://d"},
                          {"name":"tls","url":"https://d"}
                        ]}
                        """))
                .extracting(Draft::name)
                .containsExactly("web@a", "x", "Web@b:81", "api@c/v1-k-1", "api@c/v1-k-2", "tls@http://d",
                        "tls@https://d");
    }

    @Test
    void ourOwnFormSaysEverything() {
        assertThat(drafts(
                "monitors.yaml",
                """
                        monitors:
                          - name: shop
                            type: http
                            target: https://shop.example.com
                            every: 30s
                            zone: Europe/Berlin
                            timeout: 5s
                            expect:
                              - "[STATUS] == 200"
                              - "warn: [RESPONSE_TIME] < 800ms"
                            confirm: 2
                            recover: 4
                            retry: 1s
                            reminder: 4h
                            group: core
                            tags: [web, eu]
                            rooms: ops
                            enabled: false
                            method: POST
                            header:
                              - "Accept: */*"
                              - "X-Token: ${secret:SHOP}"
                            insecure: true
                        """))
                .containsExactly(Draft.named("shop", "https://shop.example.com").type("http").schedule("every 30s")
                        .zone("Europe/Berlin").timeout(Duration.ofSeconds(5)).expect("[STATUS] == 200")
                        .expect("warn: [RESPONSE_TIME] < 800ms").confirm(2).recover(4).retry(Duration.ofSeconds(1))
                        .reminder(Duration.ofHours(4)).group("core").tag("web").tag("eu").room("ops").enabled(false)
                        .setting("method", "POST").setting("header", "Accept: */*", "X-Token: ${secret:SHOP}")
                        .setting("insecure", "true").build());
    }

    /** A file's name and text, and all that is said of it. */
    static Stream<Arguments> badFiles() {
        return Stream.of(
                bad("s.json", "{\"servers\":[]}",
                        "s.json: names no monitor; the monitors that are known stay as they are"),
                bad("s.json", "", "s.json: names no monitor; the monitors that are known stay as they are"),
                bad("s.yaml", "# later\n", "s.yaml: names no monitor; the monitors that are known stay as they are"),
                bad("s.json", "{\"servers\":[{\"name\":\"a\",",
                        "s.json:1: not JSON: Unexpected end-of-input within/between Object entries"),
                bad(
                        "s.json",
                        "{\"servers\":[\n{\"name\":\"a\" \"url\":\"http://a\"}]}",
                        "s.json:2: not JSON: Unexpected character ('\"'): was expecting comma to separate Object entries"),
                bad(
                        "s.yaml",
                        "endpoints:\n  - name: a\n   url: b\n",
                        "s.yaml:3: not YAML: expected <block end>, but found '<block mapping start>'"),
                bad("s.yaml", "endpoints:\n\t- name: a\n",
                        "s.yaml:2: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                bad(
                        "s.json",
                        "[{\"name\":\"a\",\"url\":\"http://a\"}]",
                        "s.json:1: write {\"servers\":[{\"name\":\"shop\",\"url\":\"https://shop.example.com\"}]},"
                                + " or endpoints: as Gatus has them, or monitors: as \"export monitors\" writes them"),
                bad("s.json", "{\"server\":[]}", "s.json: there is no \"server\" here; did you mean \"servers\"?"),
                bad(
                        "s.json",
                        "{\"servers\":[],\"monitors\":[]}",
                        "s.json: has several lists (servers, monitors); keep one of them"),
                bad("s.json", "{\"servers\":{}}", "s.json:1: servers: write a list"),
                bad(
                        "s.json",
                        "{\"servers\":[\"http://a\"]}",
                        "s.json:1: servers[0]=http://a: write an object, with a name and an address"),
                bad(
                        "s.json",
                        "{\"servers\":[\n{\"name\":\"a\"},\n{\"url\":\"http://b\"}]}",
                        "s.json:2: servers[0].url: missing; write the address to watch, such as https://shop.example.com",
                        "s.json:3: servers[1].name: missing; write a name"),
                bad(
                        "s.json",
                        "{\"servers\":[\n{\"name\":\"a\",\"url\":\"http://a\",\n\"evry\":\"5s\",\n\"colour\":1}]}",
                        "s.json:4: servers[0].colour: there is no such key; the known ones are: confirm, cron, depends, description, enabled, escalation,"
                                + " every, expect, group, later, name, quiet, recover, reminder, retry, room, rooms, tag, tags, timeout, type, url, zone",
                        "s.json:3: servers[0].evry: there is no such key; did you mean every?"),
                bad(
                        "s.json",
                        "{\"servers\":[{\"name\":\"a\",\"url\":\"http://a\",\"confirm\":0,\"timeout\":\"soon\",\"enabled\":\"perhaps\","
                                + "\"expect\":{\"status\":200},\"rooms\":[[\"x\"]]}]}",
                        "s.json:1: servers[0].timeout=soon: write a length of time such as 30s, 2.5s, 100ms, 5m, 1h30m or 2d",
                        "s.json:1: servers[0].confirm=0: write a whole number from 1 to 1000",
                        "s.json:1: servers[0].enabled=perhaps: write true or false",
                        "s.json:1: servers[0].expect: write one text, or a list of texts",
                        "s.json:1: servers[0].rooms: write one text, or a list of texts"),
                bad(
                        "s.json",
                        "{\"servers\":[\n{\"name\":\"a\",\"url\":\"http://a\"},\n{\"name\":\"a\",\"url\":\"http://a\"}]}",
                        "s.json:3: servers[1]: already given at s.json:2; entries are told apart by name and address together"),
                bad(
                        "s.json",
                        "{\"servers\":[{\"name\":\"a\",\"url\":\"http://a\",\"every\":\"5s\",\"cron\":\"* * * * *\"}]}",
                        "s.json:1: servers[0].cron=* * * * *: every and cron are both given; keep one of them"),
                bad(
                        "s.json",
                        "{\"servers\":[{\"name\":\"a\",\n\"url\":\"http://a\",\n\"url\":\"http://b\"}]}",
                        "s.json:3: url: given twice, here and at s.json:2; keep one of them"),
                bad(
                        "m.yaml",
                        "monitors:\n- name: a\n  tagret: http://a\n",
                        "m.yaml:2: monitors[0].target: \"tagret\" is no word here; did you mean \"target\"?"),
                bad(
                        "m.yaml",
                        "monitors:\n- {name: a, target: 'http://a'}\n- {name: A, target: 'http://b'}\n",
                        "m.yaml:3: monitors[1]: already given at m.yaml:2; entries are told apart by their name"),
                bad(
                        "m.yaml",
                        "monitors:\n- {name: a, target: 'http://a'}\n---\nmonitors: []\n",
                        "m.yaml:4: a second document begins here; put all monitors into one"),
                bad(
                        "m.yaml",
                        "monitors:\n- {name: a, target: 'http://a'}\nrooms: [ops]\n",
                        "m.yaml:3: rooms: there is no such key; remove it, or give it a name that begins with x-"),
                bad(
                        "m.yaml",
                        "monitors:\n- {name: a, target: 'http://user:hunter2@a', timeout: 'http://user:hunter2@a'}\n",
                        "m.yaml:2: monitors[0].timeout=http://user:***@a:"
                                + " write a length of time such as 30s, 2.5s, 100ms, 5m, 1h30m or 2d"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void aBadFileIsRefusedWithAllItsProblems(String name, String text, List<String> expected) {
        assertThat(said(parse(name, text).problems())).containsExactlyElementsOf(expected);
    }

    static Arguments bad(String name, String text, String... lines) {
        return Arguments.of(name, text, List.of(lines));
    }

    static MonitorFile.Content parse(String name, String text) {
        return MonitorFile.parse(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<Draft> drafts(String name, String text) {
        MonitorFile.Content content = parse(name, text);
        assertThat(said(content.problems())).isEmpty();
        return content.monitors().stream().map(Written::draft).toList();
    }

    static List<String> said(List<Problem> problems) {
        return problems.stream().map(Problem::phrase).map(Catalogue.english()::say).toList();
    }
}
