package io.tocsin.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class TimetableTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void onceIsOpenFromItsBeginningUpToItsEnd() {
        Timetable once = Timetable.once(at("2026-03-02T22:00:00Z"), HOUR);

        assertThat(once.at(at("2026-03-02T21:59:59.999Z"))).isEmpty();
        assertThat(once.at(at("2026-03-02T22:00:00Z")))
                .contains(span("2026-03-02T22:00:00Z", "2026-03-02T23:00:00Z"));
        assertThat(once.at(at("2026-03-02T22:59:59.999Z"))).isPresent();
        assertThat(once.at(at("2026-03-02T23:00:00Z"))).isEmpty();
        assertThat(once.next(at("2026-03-02T21:00:00Z"))).contains(at("2026-03-02T22:00:00Z"));
        assertThat(once.next(at("2026-03-02T22:00:00Z"))).isEmpty();
    }

    @Test
    void dailyComesEachDayAndMayGoOverMidnight() {
        Timetable daily = Timetable.days(LocalTime.of(23, 30), Set.of(), UTC, HOUR);

        assertThat(daily.at(at("2026-03-02T23:29:59Z"))).isEmpty();
        assertThat(daily.at(at("2026-03-03T00:15:00Z")))
                .contains(span("2026-03-02T23:30:00Z", "2026-03-03T00:30:00Z"));
        assertThat(daily.at(at("2026-03-03T00:30:00Z"))).isEmpty();
        assertThat(daily.next(at("2026-03-02T23:30:00Z"))).contains(at("2026-03-03T23:30:00Z"));
    }

    @Test
    void weeklyComesOnItsDaysAlone() {
        Timetable weekly =
                Timetable.days(LocalTime.of(3, 0), List.of(DayOfWeek.SUNDAY, DayOfWeek.WEDNESDAY), UTC, HOUR);

        assertThat(weekly.next(at("2026-03-02T00:00:00Z"))).contains(at("2026-03-04T03:00:00Z"));
        assertThat(weekly.next(at("2026-03-04T03:00:00Z"))).contains(at("2026-03-08T03:00:00Z"));
        assertThat(weekly.at(at("2026-03-03T03:30:00Z"))).isEmpty();
    }

    @Test
    void aTimeThatTheClocksLeaveOutIsTheFirstMomentAfterIt() {
        Timetable daily = Timetable.days(LocalTime.of(2, 30), Set.of(), BERLIN, HOUR);

        assertThat(daily.next(at("2026-03-28T12:00:00Z"))).contains(at("2026-03-29T01:00:00Z"));
        assertThat(daily.at(at("2026-03-29T01:59:59Z")))
                .contains(span("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"));
        assertThat(daily.at(at("2026-03-29T02:00:00Z"))).isEmpty();
        assertThat(daily.next(at("2026-03-29T01:00:00Z"))).contains(at("2026-03-30T00:30:00Z"));
    }

    @Test
    void aTimeThatTheClocksShowTwiceComesOnce() {
        Timetable daily = Timetable.days(LocalTime.of(2, 30), Set.of(), BERLIN, Duration.ofMinutes(20));

        assertThat(daily.next(at("2026-10-24T12:00:00Z"))).contains(at("2026-10-25T00:30:00Z"));
        assertThat(daily.at(at("2026-10-25T00:49:59Z"))).isPresent();
        assertThat(daily.at(at("2026-10-25T01:35:00Z"))).isEmpty();
        assertThat(daily.next(at("2026-10-25T00:30:00Z"))).contains(at("2026-10-26T01:30:00Z"));
    }

    @Test
    void aWindowOverAChangeOfTheClocksLastsAsLongAsOnAnyDay() {
        Timetable daily = Timetable.days(LocalTime.of(1, 0), Set.of(), BERLIN, Duration.ofHours(3));

        assertThat(daily.at(at("2026-03-29T00:30:00Z")))
                .contains(span("2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z"));
        assertThat(daily.at(at("2026-10-25T01:30:00Z")))
                .contains(span("2026-10-24T23:00:00Z", "2026-10-25T02:00:00Z"));
    }

    @Test
    void timesThatOverlapOrTouchAreOne() {
        Timetable twice = Timetable.cron("0 2,3 * * *", UTC, HOUR);
        Timetable spring = Timetable.days(LocalTime.of(0, 0), Set.of(), BERLIN, Duration.ofMinutes(23 * 60 + 30));

        assertThat(twice.at(at("2026-03-02T02:30:00Z")))
                .contains(span("2026-03-02T02:00:00Z", "2026-03-02T04:00:00Z"));
        assertThat(twice.at(at("2026-03-02T04:00:00Z"))).isEmpty();
        assertThat(spring.at(at("2026-03-29T00:00:00Z")))
                .contains(span("2026-03-28T23:00:00Z", "2026-03-30T21:30:00Z"));
    }

    @Test
    void whatWouldNeverEndLastsNoTimeOrIsNoExpressionIsRefused() {
        refused(() -> Timetable.cron("0 * * * *", UTC, HOUR),
                "\"0 * * * *\" for 1 h would never end, as it begins again before it is over; make it shorter or rarer");
        refused(() -> Timetable.days(LocalTime.NOON, Set.of(), UTC, Duration.ofHours(24)),
                "\"0 12 * * *\" for 1 d would never end, as it begins again before it is over; make it shorter or rarer");
        refused(() -> Timetable.cron("0 2 * * *", UTC, Duration.ZERO),
                "it would last 0 s; write a length of time up to 366 d, such as 2h");
        refused(() -> Timetable.once(Instant.EPOCH, Duration.ofDays(367)),
                "it would last 367 d; write a length of time up to 366 d, such as 2h");
        refused(() -> new Timetable.Once(Instant.EPOCH, Instant.EPOCH),
                "it would end before it begins; write an end after its beginning");
        refused(() -> Timetable.cron("every 2d", UTC, HOUR),
                "\"every 2d\" has no fixed times; write a cron expression, such as 0 2 * * SUN");
    }

    static void refused(ThrowingCallable action, String why) {
        assertThatThrownBy(action).isInstanceOfSatisfying(
                Refusal.class,
                refusal -> assertThat(Catalogue.english().say(refusal.phrase())).isEqualTo(why));
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }

    private static Span span(String from, String to) {
        return new Span(at(from), at(to));
    }
}
