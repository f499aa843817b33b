package io.tocsin.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Secret;
import io.tocsin.config.Secrets;
import io.tocsin.spi.Location;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Result;
import io.tocsin.spi.Sight;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What several locations saw: the conditions are judged for each, and so many bad ones make the whole bad. */
final class PlacesTest {

    private static final Phases QUICK = new Phases(8_000_000, 21_000_000, 0, 100_000_000, 1_000_000);
    private static final Phases SLOW = new Phases(8_000_000, 21_000_000, 0, 1_100_000_000, 71_000_000);

    private final List<Sight> sights = new ArrayList<>();

    private void from(String name, String carrier, Result.Builder seen) {
        sights.add(new Sight(new Location(name, carrier), seen.build()));
    }

    private static Result.Builder answered(int status, Phases phases) {
        return Result.builder().connected(true).status(status, status + " words").phases(phases).ip("192.0.2.1")
                .body(new byte[1_234]);
    }

    private Seen judged(int quorum, String... conditions) {
        Result result = Result.seenFrom(sights, quorum);
        return new Seen(Instant.EPOCH, Instant.EPOCH, result, Conditions.parse(List.of(conditions)).judge(result));
    }

    private static String words(Phrase phrase) {
        return Catalogue.english().say(phrase);
    }

    @Test
    void oneBadLocationMakesTheMonitorBad() {
        from("Tokyo", "IIJ", answered(200, QUICK));
        from("Paris", "", answered(200, SLOW));
        from("Rome", "", answered(200, QUICK));

        Seen seen = judged(1, "[RESPONSE_TIME] < 1s", "[STATUS] == 200");

        assertThat(seen.level()).isEqualTo(Level.DOWN);
        assertThat(words(seen.cause())).isEqualTo("bad from 1 of 3 locations: Paris");
        assertThat(seen.failedConditions()).as("the whole table, what is bad first").containsExactly(
                new ConditionLine(false, false, "Paris: 200 words, 1.2 s (dns 8, connect 21, first byte 1100,"
                        + " download 71), 192.0.2.1, 1.2 kB, [RESPONSE_TIME] (1200ms) < 1s"),
                new ConditionLine(true, false, "Tokyo (IIJ): 200 words, 130 ms (dns 8, connect 21, first byte 100,"
                        + " download 1), 192.0.2.1, 1.2 kB"),
                new ConditionLine(true, false, "Rome: 200 words, 130 ms (dns 8, connect 21, first byte 100,"
                        + " download 1), 192.0.2.1, 1.2 kB"));
        assertThat(seen.conditions()).isEqualTo(seen.failedConditions());
    }

    @Test
    void aQuorumSaysHowManyItTakes() {
        from("Tokyo", "", answered(500, QUICK));
        from("Paris", "", answered(200, SLOW));
        from("Rome", "", answered(200, QUICK));
        String[] conditions = {"[STATUS] == 200", "warn: [RESPONSE_TIME] < 1s"};

        assertThat(judged(1, conditions).level()).isEqualTo(Level.DOWN);
        assertThat(judged(2, conditions).level()).as("one down, one degraded").isEqualTo(Level.DEGRADED);
        assertThat(judged(3, conditions).level()).isEqualTo(Level.UP);
        assertThat(judged(3, conditions).verdict().failure()).isEmpty();
        assertThat(judged(3, conditions).conditions()).filteredOn(line -> !line.passed()).hasSize(2);
        assertThat(judged(1, conditions).conditions()).extracting(ConditionLine::warning)
                .containsExactly(false, true, false);
    }

    @Test
    void whatFailedIsALineWithItsReason() {
        from("Tokyo", "IIJ", Result.builder().failure(Phrase.of("http.refused", "x:1")));
        from("Paris", "", answered(200, QUICK));
        Seen seen = judged(1, "[STATUS] == 200");

        assertThat(seen.level()).isEqualTo(Level.DOWN);
        assertThat(seen.conditions().getFirst().text()).isEqualTo("Tokyo (IIJ): connection refused by x:1");
        assertThat(seen.result().failure()).isPresent();
        assertThat(judged(2, "[STATUS] == 200").level()).isEqualTo(Level.UP);
        assertThat(judged(2, "[STATUS] == 200").result().failure()).as("too few to be that of the whole").isEmpty();
    }

    @Test
    void phasesAreJudgedForEach() {
        from("Tokyo", "", answered(200, QUICK));
        from("Paris", "", answered(200, SLOW));

        assertThat(judged(1, "[FIRST_BYTE_TIME] < 500ms").conditions()).extracting(ConditionLine::passed)
                .containsExactly(false, true);
        assertThat(judged(1, "[CONNECT_TIME] < 500ms", "[DNS_TIME] < 500ms", "[DOWNLOAD_TIME] < 1s").level())
                .isEqualTo(Level.UP);
        assertThat(judged(1).time()).as("the slowest").isEqualTo(Duration.ofMillis(1_200));
    }

    @Test
    void eachLocationIsACheckOfItsOwnForTheHistory() {
        from("Tokyo", "IIJ", answered(200, QUICK));
        from("Paris", "", answered(500, SLOW));
        Seen seen = judged(2, "[STATUS] == 200");

        assertThat(seen.places().keySet()).containsExactly("Tokyo (IIJ)", "Paris");
        assertThat(seen.places().get("Paris").level()).isEqualTo(Level.DOWN);
        assertThat(seen.places().get("Tokyo (IIJ)").time()).isEqualTo(Duration.ofMillis(130));
        assertThat(seen.level()).isEqualTo(Level.UP);
    }

    @Test
    void manyAreNamedByTheFirstFew() {
        for (int i = 0; i < 8; i++) {
            from("n" + i, "", answered(500, QUICK));
        }
        assertThat(words(judged(1, "[STATUS] == 200").cause()))
                .isEqualTo("bad from 8 of 8 locations: n0, n1, n2, n3, n4, ...");
    }

    @Test
    void secretsAreTakenOutOfEach() {
        from("Tokyo", "", Result.builder().connected(true).status(200, "ok sesame-44").body("sesame-44".getBytes(
                UTF_8)).phases(QUICK));
        Result result = Result.seenFrom(sights, 1);
        Secrets secrets = new Secrets(Map.of("S", new Secret("sesame-44")));
        Seen seen = new Seen(Instant.EPOCH, Instant.EPOCH, new Judge(secrets).redacted(result),
                Conditions.parse(List.of("[BODY] == x")).judge(result).redacted(secrets));

        assertThat(seen.toString()).doesNotContain("sesame-44");
        assertThat(new String(seen.places().get("Tokyo").result().body(), UTF_8))
                .doesNotContain("sesame-44");
    }
}
