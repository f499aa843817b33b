package io.tocsin.monitor;

import io.tocsin.config.Keys;
import io.tocsin.monitor.Policy.FlapPolicy;
import io.tocsin.schedule.Schedule;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** What a monitor has when nothing is said about it. */
public record MonitorSettings(
        Schedule schedule,
        ZoneId zone,
        Duration timeout,
        Duration spread,
        Policy policy,
        Optional<Duration> reminder) {

    public static MonitorSettings from(Keys keys) {
        FlapPolicy flapping = new FlapPolicy(
                keys.flag("flapping", true),
                keys.duration("flapping.slot", "30s"),
                keys.number("flapping.high", 30, 1, 100),
                keys.number("flapping.low", 25, 0, 99));
        Policy policy = new Policy(
                keys.number("failure-threshold", 3, 1, 1000),
                keys.number("success-threshold", 2, 1, 1000),
                keys.duration("retry-interval", "5s"),
                flapping);
        Duration reminder = keys.duration("reminder", "0s");
        return new MonitorSettings(
                schedule(keys),
                zone(keys),
                keys.duration("check.timeout", "10s"),
                keys.duration("spread", "5s"),
                policy,
                reminder.isZero() ? Optional.empty() : Optional.of(reminder));
    }

    private static Schedule schedule(Keys keys) {
        String text = keys.text("check.schedule", "every 60s");
        try {
            return Schedule.parse(text);
        } catch (Refusal refusal) {
            keys.problem("check.schedule", refusal.phrase());
            return Schedule.parse("every 60s");
        }
    }

    private static ZoneId zone(Keys keys) {
        String text = keys.text("bot.zone", ZoneId.systemDefault().getId());
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            keys.problem("bot.zone", Phrase.of("monitor.zone", text));
            return ZoneId.of("UTC");
        }
    }
}
