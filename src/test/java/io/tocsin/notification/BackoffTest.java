package io.tocsin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void waitsGrowToTwoMinutesAndNoFurther() {
        List<Duration> waits = IntStream.range(0, 60).mapToObj(failure -> backoff.next(Optional.empty())).toList();

        assertThat(waits.getFirst()).isBetween(Duration.ofMillis(375), Duration.ofMillis(625));
        assertThat(waits.get(4)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(150)) <= 0);
        assertThat(waits.subList(9, 60)).allMatch(wait -> wait.compareTo(Duration.ofSeconds(90)) >= 0);
    }

    @Test
    void whatTheOtherSideAsksForIsWaited() {
        assertThat(backoff.next(Optional.of(Duration.ofMinutes(9)))).isEqualTo(Duration.ofMinutes(9));
        assertThat(backoff.next(Optional.of(Duration.ZERO))).isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    void afterASuccessItBeginsAnew() {
        IntStream.range(0, 10).forEach(failure -> backoff.next(Optional.empty()));
        backoff.reset();

        assertThat(backoff.next(Optional.empty())).isLessThan(Duration.ofSeconds(1));
    }
}
