package io.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Result;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a type judges itself counts like conditions and is shown with them. */
final class FindingsTest {

    private static Verdict judged(Result.Builder result, String... conditions) {
        return Conditions.parse(List.of(conditions)).judge(result.build());
    }

    private static Result.Builder well() {
        return Result.builder().connected(true).status(200, "fine");
    }

    @Test
    void theWorstCounts() {
        assertThat(judged(well()).level()).isEqualTo(Level.UP);
        assertThat(judged(well().finding(true, false, "a")).level()).isEqualTo(Level.UP);
        assertThat(judged(well().finding(false, true, "a").finding(true, true, "b")).level()).isEqualTo(Level.DEGRADED);
        assertThat(judged(well().finding(false, false, "a").finding(false, true, "b")).level()).isEqualTo(Level.DOWN);
        assertThat(judged(well().finding(true, false, "a"), "[STATUS] == 500").level()).isEqualTo(Level.DOWN);
        assertThat(judged(well().finding(false, true, "a"), "[STATUS] == 500").level()).isEqualTo(Level.DOWN);
        assertThat(judged(well().finding(false, false, "a"), "warn: [STATUS] == 500").level()).isEqualTo(Level.DOWN);
    }

    @Test
    void theyAreLinesBesideTheConditions() {
        Result result = well().finding(false, false, "orders 15 > 14").finding(true, false, "mail 1 <= 14").build();
        Verdict verdict = Conditions.parse(List.of("[STATUS] == 200")).judge(result);
        Seen seen = new Seen(Instant.EPOCH, Instant.EPOCH, result, verdict);

        assertThat(seen.conditions()).extracting(ConditionLine::text)
                .containsExactly("[STATUS] == 200", "orders 15 > 14", "mail 1 <= 14");
        assertThat(seen.failedConditions()).containsExactly(new ConditionLine(false, false, "orders 15 > 14"));
        assertThat(seen.cause().toString()).isEqualTo("fine");
    }

    @Test
    void aFailureSaysMoreThanTheyDo() {
        Result result = Result.builder().finding(false, true, "a").failure(Phrase.literal("gone")).build();

        assertThat(Conditions.parse(List.of("[CONNECTED] == true")).judge(result).level()).isEqualTo(Level.DOWN);
    }

    @Test
    void theyAreBoundedAndOfOneLine() {
        Result.Builder result = well();
        for (int i = 0; i < 1_000; i++) {
            result.finding(true, false, "a\n b\t" + "x".repeat(1_000));
        }
        assertThat(result.build().findings()).hasSize(Result.Builder.MOST_FINDINGS)
                .allMatch(line -> line.text().startsWith("a b x") && line.text().length() <= 303);
    }
}
