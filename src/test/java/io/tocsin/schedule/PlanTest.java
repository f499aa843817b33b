package io.tocsin.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlanTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long NOON = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();

    private final Plan plan = new Plan();
    private final Map<String, List<Long>> started = new HashMap<>();

    @Test
    void startsAreSpreadEvenlyOverThePeriod() {
        for (int i = 0; i < 1000; i++) {
            join("shop-" + i, "every 20s", NOON - 1);
        }
        runUntil(NOON - 1, NOON + 19_999);
        Map<Long, Integer> perSecond = new HashMap<>();
        started.values().forEach(times -> times.forEach(at -> perSecond.merge(at / 1000, 1, Integer::sum)));
        assertThat(started).hasSize(1000);
        assertThat(perSecond.values()).allSatisfy(count -> assertThat(count).isBetween(40, 60));
    }

    @Test
    void fewMembersAreFarApart() {
        for (int i = 0; i < 10; i++) {
            join("shop-" + i, "every 60s", NOON);
        }
        List<Long> offsets = started(NOON + 60_000).values().stream().map(List::getFirst).sorted().toList();
        for (int i = 1; i < offsets.size(); i++) {
            assertThat(offsets.get(i) - offsets.get(i - 1)).isGreaterThan(1_500);
        }
    }

    @Test
    void theSlicesOfOneSecondHoldAboutTheSame() {
        for (int i = 0; i < 10_000; i++) {
            join("shop-" + i, "every 1s", NOON);
        }
        Map<Long, Integer> perSlice = new HashMap<>();
        started(NOON + 1_000).values().forEach(times -> perSlice.merge(times.getFirst(), 1, Integer::sum));
        assertThat(perSlice).hasSize(200);
        assertThat(perSlice.values()).allSatisfy(count -> assertThat(count).isBetween(40, 60));
    }

    @Test
    void nobodyMovesWhenOthersComeAndGo() {
        join("a", "every 60s", NOON);
        join("b", "every 60s", NOON);
        Instant before = plan.plannedNext("b", NOON).orElseThrow();
        plan.leave("a");
        for (int i = 0; i < 100; i++) {
            join("c" + i, "every 60s", NOON);
        }
        assertThat(plan.plannedNext("b", NOON)).contains(before);
    }

    @Test
    void theFirstOfASetKeepsItsPlaceOverARestart() {
        join("a", "every 60s", NOON);
        Plan restarted = new Plan();
        restarted.join("a", timing("every 60s"), (id, at) -> {}, NOON + 7_000);
        assertThat(restarted.plannedNext("a", NOON)).isEqualTo(plan.plannedNext("a", NOON));
    }

    @Test
    void membersWithEqualSchedulesShareAGroupHoweverWritten() {
        join("a", "0 * * * *", NOON);
        join("b", "@hourly", NOON);
        join("c", "0 0 * ? * *", NOON);
        join("d", "every 90s", NOON);
        join("e", "every 1m30s", NOON);
        assertThat(plan.groups()).hasSize(2);
    }

    @Test
    void theSameScheduleInAnotherZoneIsAnotherGroup() {
        join("a", "0 9 * * *", NOON);
        plan.join("b", Clockwork.Timing.exact(Schedule.parse("0 9 * * *"), ZoneId.of("Asia/Tokyo")), (id, at) -> {},
                NOON);
        assertThat(plan.groups()).hasSize(2);
    }

    @Test
    void aGroupWithoutMembersIsGone() {
        join("a", "every 60s", NOON);
        assertThat(plan.leave("a")).isPresent();
        assertThat(plan.leave("a")).isEmpty();
        assertThat(plan.groups()).isEmpty();
    }

    @Test
    void whoJoinsInThePeriodIsStillStartedInIt() {
        join("a", "every 60s", NOON);
        long planned = plan.plannedNext("a", NOON).orElseThrow().toEpochMilli();
        plan.leave("a");
        join("a", "every 60s", planned - 1);
        assertThat(startsUntil(planned)).containsExactly(planned);
    }

    @Test
    void aTimeThatWasHandedOverAlreadyIncludesWhoJoinsBeforeItsSlice() {
        join("a", "every 60s", NOON - 1);
        fire(NOON);
        join("b", "every 60s", NOON + 1);
        long planned = plan.plannedNext("b", NOON + 1).orElseThrow().toEpochMilli();
        runUntil(NOON + 1, NOON + 59_999);
        assertThat(planned).isBetween(NOON, NOON + 60_000);
        assertThat(started.get("b")).containsExactly(planned);
    }

    @Test
    void nobodyIsStartedForATimeBeforeItJoined() {
        join("a", "every 60s", NOON - 1);
        fire(NOON);
        long later = NOON + 59_990;
        plan.join("b", timing("every 60s"), (id, at) -> started.computeIfAbsent(id, k -> new ArrayList<>()).add(1L),
                later);
        plan.due(NOON + 59_999).forEach(Plan.Start::release);
        assertThat(started).containsOnlyKeys("a");
    }

    @Test
    void cronIsSpreadWithinItsBound() {
        for (int i = 0; i < 100; i++) {
            Clockwork.Timing timing =
                    new Clockwork.Timing(Schedule.parse("*/5 * * * *"), BERLIN, Clockwork.Timing.SPREAD);
            plan.join("shop-" + i, timing, this::note, NOON - 1);
        }
        Map<String, List<Long>> times = started(NOON + 6_000);
        assertThat(times).hasSize(100);
        assertThat(times.values()).allSatisfy(at -> assertThat(at.getFirst()).isBetween(NOON, NOON + 4_999));
        assertThat(times.values().stream().distinct().count()).isGreaterThan(90);
    }

    @Test
    void cronWithoutSpreadIsExactlyOnTheSecond() {
        join("a", "*/5 * * * *", NOON - 1);
        join("b", "*/5 * * * *", NOON - 1);
        assertThat(startsUntil(NOON + 300_000)).containsExactly(NOON, NOON, NOON + 300_000, NOON + 300_000);
    }

    @Test
    void cronOfSecondsIsNeverSpreadPastItsNextTime() {
        for (int i = 0; i < 500; i++) {
            Clockwork.Timing timing =
                    new Clockwork.Timing(Schedule.parse("*/2 * * * * *"), BERLIN, Duration.ofMinutes(1));
            plan.join("shop-" + i, timing, this::note, NOON - 1);
        }
        Map<String, List<Long>> times = started(NOON + 1_999);
        assertThat(times).hasSize(500);
    }

    @Test
    void aLateStartStillHappensOnce() {
        join("a", "every 60s", NOON - 1);
        fire(NOON);
        plan.due(NOON + 59_999).forEach(Plan.Start::release);
        assertThat(started.get("a")).hasSize(1);
        assertThat(plan.missed()).isZero();
    }

    @Test
    void whatItsSuccessorHasOvertakenIsMissedNotCaughtUp() {
        join("a", "every 60s", NOON - 1);
        fire(NOON);
        fire(NOON + 60_000);
        fire(NOON + 120_000);
        plan.due(NOON + 179_999).forEach(Plan.Start::release);
        assertThat(started.get("a")).hasSize(1);
        assertThat(plan.missed()).isEqualTo(2);
    }

    @Test
    void timesThatWereNeverHandedOverAreMissed() {
        join("a", "every 60s", NOON - 1);
        fire(NOON + 600_000);
        assertThat(plan.missed()).isEqualTo(10);
    }

    @Test
    void afterALongStallTheTriggerGoesOnWithTheLastTimeThatHasCome() {
        Group minutes = group("every 60s");
        assertThat(minutes.following(NOON, NOON + 5)).isEqualTo(NOON + 60_000);
        assertThat(minutes.following(NOON, NOON + 3_600_000 + 30_000)).isEqualTo(NOON + 3_600_000);
        Group daily = group("0 13 * * *");
        assertThat(daily.following(NOON, NOON + 86_400_000 + 600_000)).isEqualTo(NOON + 86_400_000);
        Group over = group("0 0 12 21 11 ? 2026");
        assertThat(over.following(NOON, NOON + 86_400_000)).isEqualTo(Group.NEVER);
    }

    @Test
    void afterAStepBackAllGoesOnFromTheNewTime() {
        join("a", "every 60s", NOON - 1);
        fire(NOON);
        plan.due(NOON + 59_999);
        long earlier = NOON - 3_600_000;
        plan.countMissed(earlier);
        plan.restart(earlier);
        assertThat(startsUntil(earlier, earlier + 60_000)).hasSize(1);
        assertThat(plan.missed()).isZero();
    }

    @Test
    void afterAStepAheadWhatWasSkippedIsCounted() {
        join("a", "0 * * * *", NOON);
        plan.countMissed(NOON + 3 * 3_600_000 + 1);
        plan.restart(NOON + 3 * 3_600_000 + 1);
        assertThat(plan.missed()).isEqualTo(3);
        assertThat(startsUntil(NOON + 3 * 3_600_000 + 1, NOON + 4 * 3_600_000)).containsExactly(NOON + 4 * 3_600_000);
    }

    @Test
    void aScheduleThatIsOverPlansNothing() {
        join("a", "0 0 12 1 1 ? 2020", NOON);
        assertThat(plan.plannedNext("a", NOON)).isEmpty();
        assertThat(plan.plannedNext("stranger", NOON)).isEmpty();
        assertThat(plan.nextWake()).isEqualTo(Group.NEVER);
    }

    private static Group group(String schedule) {
        return new Group(Group.Key.of(timing(schedule)), 1);
    }

    private static Clockwork.Timing timing(String schedule) {
        return Clockwork.Timing.exact(Schedule.parse(schedule), BERLIN);
    }

    private void join(String id, String schedule, long now) {
        plan.join(id, timing(schedule), this::note, now);
    }

    private void note(String id, Instant planned) {
        started.computeIfAbsent(id, key -> new ArrayList<>()).add(planned.toEpochMilli());
    }

    /** What Quartz would do for a time. */
    private void fire(long planned) {
        plan.groups().forEach(group -> plan.fired(group, planned));
    }

    private Map<String, List<Long>> started(long until) {
        runUntil(NOON - 1, until);
        return started;
    }

    private List<Long> startsUntil(long until) {
        return startsUntil(NOON - 1, until);
    }

    private List<Long> startsUntil(long from, long until) {
        runUntil(from, until);
        return started.values().stream().flatMap(List::stream).sorted().toList();
    }

    private void runUntil(long from, long until) {
        for (Group group : plan.groups()) {
            for (long planned = group.next(from - 1); planned <= until; planned = group.next(planned)) {
                plan.fired(group, planned);
            }
        }
        while (plan.nextWake() <= until) {
            plan.due(plan.nextWake()).forEach(Plan.Start::release);
        }
    }
}
