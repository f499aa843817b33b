package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.config.Secrets;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Judge;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Result;
import io.tocsin.status.Standing;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A probe may do what it likes: its check ends on time, with a reason, and harms no other. */
class ChecksTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Rig rig = new Rig();
    private final Tally tally = new Tally();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Checks checks = checks(100, 100);
    private final CountDownLatch release = new CountDownLatch(1);

    private Checks checks(int inFlight, int perHost) {
        return new Checks(new CheckSettings(inFlight, perHost, 500), new Judge(Secrets.none()), rig.clock, tally,
                (live, monitor, what) -> seen.add(monitor.name() + " " + monitor.version() + " " + words(what)));
    }

    @AfterEach
    void close() {
        release.countDown();
        checks.close();
        rig.close();
    }

    @Test
    void aProbeThatHangsIsReportedOnTimeAndItsMonitorIsNotCheckedMeanwhile() {
        Live live = hasty("shop", limit -> {
            release.await();
            return Result.failed("never");
        });
        checks.due(live, Instant.EPOCH);
        checks.due(live, Instant.EPOCH);

        await().until(() -> seen.size() == 1);
        assertThat(seen).containsExactly("shop 1 DOWN no answer within 200 ms");
        assertThat(tally.overlappingCount()).isEqualTo(1);
        assertThat(tally.startedCount()).isEqualTo(1);
    }

    @Test
    void aProbeThatCannotBeInterruptedIsReportedOnTimeAndOnlyOnce() {
        Live live = hasty("shop", limit -> {
            while (release.getCount() > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                boolean interrupted = Thread.interrupted();
                assertThat(interrupted).isIn(true, false);
            }
            return good(1);
        });
        assertThat(checks.start(live, Instant.EPOCH)).isTrue();
        await().until(() -> seen.size() == 1);
        assertThat(checks.start(live, Instant.EPOCH)).isFalse();
        release.countDown();
        await().until(() -> checks.start(live, Instant.EPOCH));
        await().until(() -> seen.size() == 2);

        assertThat(seen).containsExactly("shop 1 DOWN no answer within 200 ms", "shop 1 UP");
        assertThat(tally.timedOutCount()).isEqualTo(1);
    }

    @Test
    void anAnswerThatCameTooLateSaysSo() {
        assertThat(checks.start(hasty("shop", limit -> good(20_100)), Instant.EPOCH)).isTrue();

        await().untilAsserted(
                () -> assertThat(seen).containsExactly("shop 1 DOWN answered after 20.1 s, allowed 200 ms"));
    }

    @Test
    void whateverAProbeThrowsIsABadCheck() {
        List<Probe> probes = List.of(
                limit -> {
                    throw new IllegalStateException("no");
                },
                limit -> {
                    throw new StackOverflowError();
                },
                limit -> {
                    throw new AssertionError("never");
                });
        probes.forEach(probe -> assertThat(checks.start(live("shop", probe), Instant.EPOCH)).isTrue());

        await().untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder(
                "shop 1 DOWN the scripted probe itself failed: java.lang.IllegalStateException: no",
                "shop 1 DOWN the scripted probe itself failed: java.lang.StackOverflowError",
                "shop 1 DOWN the scripted probe itself failed: java.lang.AssertionError: never"));
    }

    @Test
    void whoAsksWhileACheckEndsIsNotForgotten() {
        Live live = live("shop", limit -> good(1));
        try (Checks quick = new Checks(
                new CheckSettings(10, 10, 500), new Judge(Secrets.none()), rig.clock, tally,
                (one, monitor, what) -> one.finished(what))) {
            for (int i = 0; i < 2_000; i++) {
                CompletableFuture<Seen> next = live.next();
                boolean started = quick.start(live, Instant.EPOCH);
                assertThat(next).as("asked for the %s. time, started: %s", i, started)
                        .succeedsWithin(Duration.ofSeconds(5));
            }
        }
    }

    @Test
    void aChangedDefinitionDoesNotWaitForTheCheckOfTheOldOne() {
        Live live = live("shop", limit -> {
            release.await();
            return good(1);
        });
        assertThat(checks.start(live, Instant.EPOCH)).isTrue();
        live.define(monitor("shop", 2, LONG, limit -> good(1)));
        assertThat(checks.start(live, Instant.EPOCH)).isTrue();

        await().until(() -> seen.contains("shop 2 UP"));
    }

    @Test
    void whatWaitsForOneHostKeepsNoPlaceOfOthers() {
        try (Checks few = checks(2, 1)) {
            Probe stuck = limit -> {
                release.await();
                return good(1);
            };
            for (int i = 0; i < 5; i++) {
                assertThat(few.start(live("slow", stuck), Instant.EPOCH)).isTrue();
            }
            assertThat(few.start(live("quick", limit -> good(1)), Instant.EPOCH)).isTrue();

            await().until(() -> seen.contains("quick 1 UP"));
        }
    }

    @Test
    void firstChecksThatHangDoNotKeepOthersFromTheirs() {
        try (FirstChecks first = new FirstChecks(checks(1_000, 1_000))) {
            for (int i = 0; i < 300; i++) {
                first.add(hasty("slow", limit -> {
                    release.await();
                    return good(1);
                }));
            }
            first.add(live("quick", limit -> good(1)));

            await().until(() -> seen.contains("quick 1 UP"));
        }
    }

    @Test
    void whatItsScheduleHasCheckedNeedsNoFirstCheck() {
        Live checked = live("checked", limit -> good(1));
        checked.saw(checks.once(checked.monitor()));
        try (FirstChecks first = new FirstChecks(checks)) {
            first.add(checked);
            first.add(live("new", limit -> good(1)));

            await().until(() -> seen.contains("new 1 UP"));
            assertThat(seen).hasSize(1);
        }
    }

    @Test
    void whatRunsAtTheEndIsGivenAWhileAndIsThenDropped() throws Exception {
        Live live = live("shop", limit -> {
            release.await();
            return good(1);
        });
        assertThat(checks.start(live, Instant.EPOCH)).isTrue();
        await().until(() -> checks.running() == 1);
        checks.drain(Duration.ofMillis(20));

        assertThat(checks.start(live("mail", limit -> good(1)), Instant.EPOCH)).isFalse();
        await().until(() -> checks.running() == 0);
        assertThat(seen).isEmpty();
    }

    private Live live(String name, Probe probe) {
        return new Live(monitor(name, 1, LONG, probe), Standing.pending(Instant.EPOCH), Optional.empty());
    }

    /** One that must answer within 200 ms. */
    private Live hasty(String name, Probe probe) {
        return new Live(
                monitor(name, 1, Duration.ofMillis(200), probe), Standing.pending(Instant.EPOCH), Optional.empty());
    }

    private Monitor monitor(String name, long version, Duration timeout, Probe probe) {
        Monitor one = rig.engine.builder().build(
                name, Origin.CHAT,
                Draft.named(name, "scripted://" + name).timeout(timeout).build(), false, version);
        return new Monitor(
                one.id(), one.origin(), one.draft(), false, version, one.type(), one.target(), one.schedule(),
                one.zone(),
                one.timeout(), one.conditions(), one.policy(), one.reminder(), Optional.of(probe), Optional.empty(),
                Optional.empty());
    }

    private static Result good(long millis) {
        return Result.builder().connected(true).status(200, "200 OK")
                .phases(new Phases(0, 0, 0, millis * 1_000_000, 0)).build();
    }

    private static String words(Seen what) {
        return what.level() == Level.UP ? "UP" : what.level() + " " + Catalogue.english().say(what.cause());
    }
}
