package io.tocsin.bundled.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bundled.mirror.FakeApi.Answer;
import io.tocsin.bundled.mirror.FakeApi.Asked;
import io.tocsin.net.Checks;
import io.tocsin.spi.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** UptimeRobot's API of version 3, asked and answered as its OpenAPI description has it. */
@Timeout(120)
final class UptimeRobotTest {

    /** An entry with the fields that are always there, and a password that nobody may see. */
    static String monitor(long id, String name, String url, String status, String incident) {
        return """
                {"type":"HTTP","interval":300,"sslBrand":null,"sslExpiryDateTime":null,"domainExpireDate":null,
                 "checkSSLErrors":false,"followRedirections":true,"authType":"HTTP_BASIC","httpUsername":"ana",
                 "httpPassword":"pa55word","customHttpHeaders":{"X-Key":"pa55word"},"httpMethodType":"HEAD",
                 "timeout":30,"port":null,"gracePeriod":0,"maintenanceWindows":[],"psps":[],
                 "id":%d,"friendlyName":"%s","status":"%s","url":"%s","currentStateDuration":312,
                 "lastIncidentId":"77","lastIncident":%s,"userId":1,"tags":[],"apiKey":"m%d-pa55word",
                 "lastDayUptimes":{"bucketSize":3600,"histogram":[{"timestamp":1732237200,"uptime":100}]}}"""
                .formatted(id, name, status, url, incident, id);
    }

    static String page(String nextLink, String... monitors) {
        return "{\"nextLink\":" + nextLink + ",\"data\":[" + String.join(",", monitors) + "]}";
    }

    static final String INCIDENT = "{\"id\":\"77\",\"status\":\"ongoing\",\"cause\":98,"
            + "\"reason\":\"503 Service Unavailable\",\"startedAt\":\"2026-11-22T01:55:00Z\",\"duration\":null}";

    private static Answer twoPages(Asked asked) {
        return Answer.ok(asked.path().contains("cursor=802")
                ? page("null", monitor(803, "api", "https://api.example.com", "DOWN", INCIDENT))
                : page("\"https://elsewhere.example.com/v3/monitors?limit=100&cursor=802\"",
                        monitor(801, "shop", "https://shop.example.com/", "UP", "null"),
                        monitor(802, "blog", "https://blog.example.com", "PAUSED", "null")));
    }

    @Test
    void allPagesAreAskedForOnceWithTheKeyAndNowhereElse() throws Exception {
        try (MirrorRig rig = new MirrorRig("uptimerobot", UptimeRobotTest::twoPages)) {
            assertThat(rig.seen("shop")).isEqualTo("UP");
            assertThat(rig.seen("api")).isEqualTo("DOWN: UptimeRobot sees it down: 503 Service Unavailable");
            assertThat(rig.seen("blog")).isEqualTo("UNKNOWN: it is paused at UptimeRobot");

            assertThat(rig.api.asked()).containsExactly(
                    new Asked("GET", "/base/monitors?limit=100", "Bearer " + MirrorRig.KEY, "application/json", 0),
                    new Asked("GET", "/base/monitors?limit=100&cursor=802", "Bearer " + MirrorRig.KEY,
                            "application/json", 0));
        }
    }

    @Test
    void aMonitorIsFoundByIdNameOrAddress() throws Exception {
        try (MirrorRig rig = new MirrorRig("uptimerobot", UptimeRobotTest::twoPages)) {
            for (String target : List.of("801", "shop", "SHOP", "https://shop.example.com", "https://Shop.example.com/",
                    "%73hop")) {
                assertThat(rig.seen(target)).as(target).isEqualTo("UP");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "UP         | UP",
        "DOWN       | DOWN: UptimeRobot sees it down",
        "LOOKS_DOWN | UNKNOWN: UptimeRobot is making sure whether it is down",
        "PAUSED     | UNKNOWN: it is paused at UptimeRobot",
        "STARTED    | UNKNOWN: UptimeRobot has not looked at it yet",
        "MELTED     | UNKNOWN: UptimeRobot says \"MELTED\" of it, which is neither up nor down"})
    void onlyDownIsDown(String word, String seen) throws Exception {
        try (MirrorRig rig = new MirrorRig("uptimerobot",
                asked -> Answer.ok(page("null", monitor(1, "shop", "https://x.example.com", word, "null"))))) {
            assertThat(rig.seen("shop")).isEqualTo(seen);
        }
    }

    @Test
    void conditionsSeeWhatItSaysButNoPasswords() throws Exception {
        try (MirrorRig rig = new MirrorRig("uptimerobot", UptimeRobotTest::twoPages)) {
            Result result = rig.check("api");

            assertThat(Checks.body(result))
                    .isEqualTo("{\"id\":\"803\",\"name\":\"api\",\"url\":\"https://api.example.com\","
                            + "\"status\":\"DOWN\",\"reason\":\"503 Service Unavailable\"}");
        }
    }
}
