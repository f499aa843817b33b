package io.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.monitor.Policy.FlapPolicy;
import io.tocsin.schedule.Schedule;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MonitorSettingsTest {

    @Test
    void defaults() {
        Keys keys = Keys.of(Map.of());

        assertThat(MonitorSettings.from(keys)).isEqualTo(new MonitorSettings(
                Schedule.parse("every 60s"), ZoneId.systemDefault(), Duration.ofSeconds(10), Duration.ofSeconds(5),
                new Policy(3, 2, Duration.ofSeconds(5), FlapPolicy.STANDARD), Optional.empty()));
        assertThat(keys.finish().isEmpty()).isTrue();
    }

    @Test
    void everyKeyIsRead() {
        Keys keys = Keys.of(Map.ofEntries(
                Map.entry("check.schedule", "*/5 * * * *"), Map.entry("bot.zone", "Europe/Berlin"),
                Map.entry("check.timeout", "3s"), Map.entry("spread", "0s"), Map.entry("failure-threshold", "4"),
                Map.entry("success-threshold", "5"), Map.entry("retry-interval", "2s"), Map.entry("flapping", "false"),
                Map.entry("flapping.slot", "1m"), Map.entry("flapping.high", "50"), Map.entry("flapping.low", "20"),
                Map.entry("reminder", "1h")));

        assertThat(MonitorSettings.from(keys)).isEqualTo(new MonitorSettings(
                Schedule.parse("*/5 * * * *"), ZoneId.of("Europe/Berlin"), Duration.ofSeconds(3), Duration.ZERO,
                new Policy(4, 5, Duration.ofSeconds(2), new FlapPolicy(false, Duration.ofMinutes(1), 50, 20)),
                Optional.of(Reminder.every(Duration.ofHours(1)))));
        assertThat(keys.finish().isEmpty()).isTrue();
    }

    @Test
    void whatCannotWorkIsSaid() {
        Keys keys = Keys.of(Map.of(
                "check.schedule", "every soon", "bot.zone", "Mars/Olympus", "check.timeout", "0s", "flapping.slot",
                "0s",
                "flapping.high", "20", "flapping.low", "20"));
        MonitorSettings.from(keys);
        List<String> problems = keys.finish().lines().stream().map(Catalogue.english()::say).toList();

        assertThat(problems).containsExactlyInAnyOrder(
                "check.schedule=every soon: \"soon\" is not a length of time; write 30s, 2.5s, 100ms, 5m, 1h30m or 2d",
                "bot.zone=Mars/Olympus: \"Mars/Olympus\" is no time zone; write one such as Europe/Berlin, America/New_York or UTC",
                "check.timeout=0s: write a length of time from 1 ms to 10 min",
                "flapping.slot=0s: write a length of time from 1 s to 1 d",
                "flapping.low=20: write a number below flapping.high, which is 20");
    }
}
