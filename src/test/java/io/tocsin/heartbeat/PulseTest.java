package io.tocsin.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.heartbeat.Beat.Kind;
import io.tocsin.schedule.Schedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class PulseTest {

    private static final Instant START = Instant.parse("2026-03-02T14:00:00Z");
    private static final Rhythm MINUTELY = rhythm("every 60s", Duration.ofSeconds(10));
    /** At two o'clock, and an hour's grace. */
    private static final Rhythm NIGHTLY = rhythm("0 2 * * *", Duration.ofHours(1));

    private static Rhythm rhythm(String schedule, Duration grace) {
        return new Rhythm(Schedule.parse(schedule), ZoneId.of("UTC"), grace);
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static Instant night(String time) {
        return Instant.parse("2026-03-03T" + time + ":00Z");
    }

    private static Pulse beaten(long second) {
        return Pulse.NONE.after(Beat.of(Kind.SUCCESS, at(second)), MINUTELY);
    }

    private static Pulse beatenYesterday() {
        return Pulse.NONE.after(Beat.of(Kind.SUCCESS, night("02:05").minus(Duration.ofDays(1))), NIGHTLY);
    }

    @Test
    void aProgramNeverHeardOfIsNotAwaited() {
        assertThat(Pulse.NONE.deadline()).isEmpty();
        assertThat(Pulse.NONE.fresh(START)).isFalse();
        assertThat(Pulse.NONE.anew(MINUTELY, START)).isEqualTo(Pulse.NONE);
    }

    @Test
    void aSignIsGoodForThePeriodAndTheGrace() {
        assertThat(beaten(0).deadline()).contains(at(70));
        assertThat(beaten(0).fresh(at(69))).isTrue();
        assertThat(beaten(0).fresh(at(70))).isFalse();
    }

    @Test
    void byCronTheNextPlannedTimeCountsWheneverTheSignCame() {
        assertThat(beatenYesterday().deadline()).contains(night("03:00"));
        assertThat(Pulse.NONE.after(Beat.of(Kind.SUCCESS, night("01:59")), NIGHTLY).deadline())
                .contains(night("03:00"));
    }

    @Test
    void aFailureIsNoSignOfLifeButTheNextSignIsAwaited() {
        Pulse failed = beaten(0).after(Beat.of(Kind.FAILURE, at(30)), MINUTELY);

        assertThat(failed.fresh(at(31))).isFalse();
        assertThat(failed.beat()).contains(at(0));
        assertThat(failed.deadline()).contains(at(100));
        assertThat(failed.after(Beat.of(Kind.SUCCESS, at(40)), MINUTELY).fresh(at(41))).isTrue();
    }

    @Test
    void aRunHasToEndWithinTheGrace() {
        Pulse running = beaten(0).after(Beat.of(Kind.START, at(20)), MINUTELY);

        assertThat(running.deadline()).contains(at(30));
        assertThat(running.runs(MINUTELY)).isTrue();
        assertThat(running.after(Beat.of(Kind.SUCCESS, at(25)), MINUTELY).deadline()).contains(at(95));
    }

    @Test
    void aRunDoesNotPutOffWhatIsDueBefore() {
        Pulse running = beaten(0).after(Beat.of(Kind.START, at(65)), MINUTELY);

        assertThat(running.deadline()).contains(at(70));
        assertThat(running.runs(MINUTELY)).isFalse();
    }

    @Test
    void theEndOfARunTellsItsLengthToTheRunThatBegan() {
        Pulse running = Pulse.NONE.after(Beat.of(Kind.START, at(0)).of("a"), MINUTELY);

        assertThat(running.took(Beat.of(Kind.SUCCESS, at(5)).of("a"))).contains(Duration.ofSeconds(5));
        assertThat(running.took(Beat.of(Kind.SUCCESS, at(5)).of("b"))).isEmpty();
        assertThat(running.took(Beat.of(Kind.SUCCESS, at(5)).of("b").took(Duration.ofMillis(7))))
                .contains(Duration.ofMillis(7));
    }

    @Test
    void whatIsNotLaterIsAReplay() {
        Pulse named = Pulse.NONE.after(Beat.of(Kind.SUCCESS, at(0)).timed(new BigDecimal("12.5")), MINUTELY)
                .after(Beat.of(Kind.SUCCESS, at(1)), MINUTELY);

        assertThat(named.replayed(Beat.of(Kind.SUCCESS, at(2)).timed(new BigDecimal("12.50")))).isTrue();
        assertThat(named.replayed(Beat.of(Kind.SUCCESS, at(2)).timed(new BigDecimal("12.5000001")))).isFalse();
        assertThat(named.replayed(Beat.of(Kind.SUCCESS, at(2)))).isFalse();
    }

    @Test
    void eachMissedSignIsAwaitedOnce() {
        Pulse missed = beaten(0).missed(MINUTELY, at(70));
        assertThat(missed.deadline()).contains(at(130));
        assertThat(missed.fresh(at(71))).isFalse();
        assertThat(missed.missed(MINUTELY, at(500)).deadline()).contains(at(560));
        assertThat(beatenYesterday().missed(NIGHTLY, night("03:00")).deadline())
                .contains(night("03:00").plus(Duration.ofDays(1)));
    }

    @Test
    void aSignThatMayHaveBeenLostWhileNobodyHeardIsNotMissed() {
        assertThat(beaten(0).unheard(MINUTELY, at(30), at(65)).deadline()).contains(at(135));
        assertThat(beaten(0).unheard(MINUTELY, at(30), at(900)).deadline()).contains(at(970));
    }

    @Test
    void whatWasNotToBeExpectedThenIsDueAsBefore() {
        assertThat(beaten(0).unheard(MINUTELY, at(5), at(10)).deadline()).contains(at(70));
        assertThat(beatenYesterday().unheard(NIGHTLY, night("00:10"), night("01:59")).deadline())
                .contains(night("03:00"));
    }

    @Test
    void whatWasOverdueBeforeStaysOverdue() {
        assertThat(beaten(0).unheard(MINUTELY, at(80), at(900)).deadline()).contains(at(70));
    }

    @Test
    void aNightThatWasSleptThroughIsNotHeldAgainstAProgram() {
        assertThat(beatenYesterday().unheard(NIGHTLY, night("01:00"), night("09:00")).deadline())
                .contains(night("03:00").plus(Duration.ofDays(1)));
        assertThat(beatenYesterday().unheard(NIGHTLY, night("02:10"), night("02:11")).deadline())
                .contains(night("03:11"));
    }

    @Test
    void aRunWhoseEndMayHaveBeenLostIsForgotten() {
        Pulse running = beaten(0).after(Beat.of(Kind.START, at(20)), MINUTELY);

        Pulse heard = running.unheard(MINUTELY, at(22), at(40));

        assertThat(heard.started()).isEmpty();
        assertThat(heard.deadline()).contains(at(110));
    }
}
