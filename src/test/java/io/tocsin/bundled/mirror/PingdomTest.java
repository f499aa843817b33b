package io.tocsin.bundled.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bundled.mirror.FakeApi.Answer;
import io.tocsin.bundled.mirror.FakeApi.Asked;
import io.tocsin.net.Checks;
import io.tocsin.spi.Result;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pingdom's API of version 3.1, asked and answered as its reference has it. */
@Timeout(120)
final class PingdomTest {

    static String check(long id, String name, String status) {
        return """
                {"id":%d,"created":1240394682,"name":"%s","hostname":"%s.example.com","resolution":1,"type":"http",
                 "ipv6":false,"verify_certificate":true,"lasterrortime":1297446423,"lasttesttime":1300977363,
                 "lastresponsetime":355,"status":"%s"}""".formatted(id, name, name, status);
    }

    static String checks(String... checks) {
        return "{\"checks\":[" + String.join(",", checks) + "],\"counts\":{\"total\":" + checks.length
                + ",\"limited\":" + checks.length + ",\"filtered\":" + checks.length + "}}";
    }

    private static Answer aThousandAndOne(Asked asked) {
        int from = Integer.parseInt(asked.path().replaceFirst(".*offset=", ""));
        return Answer.ok("{\"checks\":[" + IntStream.range(from, Math.min(1_001, from + 1_000))
                .mapToObj(id -> check(id, "host" + id, id == 1_000 ? "down" : "up"))
                .collect(Collectors.joining(",")) + "]}")
                .with("Req-Limit-Short", "Remaining: 394 Time until reset: 3589")
                .with("Req-Limit-Long", "Remaining: 71994 Time until reset: 2591989");
    }

    @Test
    void allPagesAreAskedForByOffset() throws Exception {
        try (MirrorRig rig = new MirrorRig("pingdom", PingdomTest::aThousandAndOne)) {
            assertThat(rig.seen("host7")).isEqualTo("UP");
            assertThat(rig.seen("1000")).isEqualTo("DOWN: Pingdom sees it down");
            assertThat(rig.seen("host8.example.com")).isEqualTo("UP");

            assertThat(rig.paths()).containsExactly("/base/checks?limit=1000&offset=0",
                    "/base/checks?limit=1000&offset=1000");
            assertThat(rig.api.asked()).allSatisfy(asked -> {
                assertThat(asked.method()).isEqualTo("GET");
                assertThat(asked.authorization()).isEqualTo("Bearer " + MirrorRig.KEY);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "up               | UP",
        "down             | DOWN: Pingdom sees it down",
        "unconfirmed_down | UNKNOWN: Pingdom is making sure whether it is down",
        "paused           | UNKNOWN: it is paused at Pingdom",
        "unknown          | UNKNOWN: Pingdom has not looked at it yet",
        "soft             | UNKNOWN: Pingdom says \"soft\" of it, which is neither up nor down"})
    void onlyDownIsDown(String word, String seen) throws Exception {
        try (MirrorRig rig = new MirrorRig("pingdom", asked -> Answer.ok(checks(check(1, "shop", word))))) {
            assertThat(rig.seen("shop")).isEqualTo(seen);
        }
    }

    @Test
    void theResponseTimeIsTheOneThatPingdomSaw() throws Exception {
        try (MirrorRig rig = new MirrorRig("pingdom", asked -> Answer.ok(checks(check(1, "shop", "up"))))) {
            Result result = rig.check("shop");

            assertThat(result.phases().totalTime()).isEqualTo(Duration.ofMillis(355));
            assertThat(Checks.body(result)).contains("\"responseTime\":355");
        }
    }

    @Test
    void aLimitThatIsUsedUpIsKept() throws Exception {
        try (MirrorRig rig = new MirrorRig("pingdom", asked -> Answer.ok(checks(check(1, "shop", "up")))
                .with("Req-Limit-Short", "Remaining: 0 Time until reset: 600")
                .with("Req-Limit-Long", "Remaining: 71994 Time until reset: 2591989"))) {
            assertThat(rig.seen("shop")).isEqualTo("UP");
            rig.pass(Duration.ofMinutes(1));
            assertThat(rig.seen("shop"))
                    .isEqualTo("UNKNOWN: Pingdom cannot be asked: it wants to be left alone for 9 min");
            rig.pass(Duration.ofMinutes(8));
            assertThat(rig.seen("shop")).startsWith("UNKNOWN");
            assertThat(rig.paths()).hasSize(1);
            rig.pass(Duration.ofMinutes(1));
            assertThat(rig.seen("shop")).isEqualTo("UP");
        }
    }
}
