package io.tocsin.monitor;

import io.tocsin.config.Keys;
import io.tocsin.monitor.Policy.FlapPolicy;
import io.tocsin.schedule.Schedule;
import io.tocsin.spi.Durations;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Words;
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
        Optional<Reminder> reminder) {

    public static MonitorSettings from(Keys keys) {
        Policy policy = new Policy(
                keys.number("failure-threshold", 3, 1, 1000),
                keys.number("success-threshold", 2, 1, 1000),
                keys.duration("retry-interval", "5s"),
                flapping(keys));
        Reminder reminder = reminder(keys);
        return new MonitorSettings(
                schedule(keys),
                keys.zone("bot.zone", ZoneId.systemDefault()),
                within(keys, "check.timeout", "10s", MonitorBuilder.SHORTEST, MonitorBuilder.LONGEST),
                keys.duration("spread", "5s"),
                policy,
                reminder.isNever() ? Optional.empty() : Optional.of(reminder));
    }

    private static FlapPolicy flapping(Keys keys) {
        Duration slot = within(keys, "flapping.slot", "30s", Duration.ofSeconds(1), Duration.ofDays(1));
        int high = keys.number("flapping.high", FlapPolicy.STANDARD.high(), 1, 100);
        int low = keys.number("flapping.low", Math.min(FlapPolicy.STANDARD.low(), high - 1), 0, 99);
        if (low >= high) {
            keys.problem("flapping.low", Phrase.of("monitor.flapping", Integer.toString(high)));
        }
        return new FlapPolicy(keys.flag("flapping", true), slot, high, low);
    }

    private static Duration within(Keys keys, String key, String otherwise, Duration least, Duration most) {
        Duration length = keys.duration(key, otherwise);
        if (length.compareTo(least) >= 0 && length.compareTo(most) <= 0) {
            return length;
        }
        keys.problem(key, Phrase.of("monitor.length", Words.exact(least), Words.exact(most)));
        return Durations.parse(otherwise);
    }

    private static Reminder reminder(Keys keys) {
        try {
            return Reminder.parse(keys.text("reminder", "0s"));
        } catch (Refusal refusal) {
            keys.problem("reminder", refusal.phrase());
            return Reminder.NEVER;
        }
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
}
