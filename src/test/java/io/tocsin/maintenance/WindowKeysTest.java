package io.tocsin.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.maintenance.Window.Draft;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WindowKeysTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void eachWayToWriteOneIsRead() {
        Keys keys = Keys.of(Map.ofEntries(
                Map.entry("maintenance.night.daily", "02:00"),
                Map.entry("maintenance.night.for", "90m"),
                Map.entry("maintenance.night.zone", "Europe/Berlin"),
                Map.entry("maintenance.night.monitors", "shop, tag:web"),
                Map.entry("maintenance.night.because", "backups"),
                Map.entry("maintenance.week.weekly", "sun 03:00"),
                Map.entry("maintenance.week.for", "1h"),
                Map.entry("maintenance.first.cron", "0 4 1 * *"),
                Map.entry("maintenance.first.for", "2h"),
                Map.entry("maintenance.move.from", "2026-12-01 22:00"),
                Map.entry("maintenance.move.until", "2026-12-02 06:00")));

        assertThat(WindowKeys.read(keys, UTC)).containsExactly(
                new Draft("first", List.of("all"), Timetable.cron("0 4 1 * *", UTC, Duration.ofHours(2)), ""),
                new Draft(
                        "move", List.of("all"),
                        new Timetable.Once(
                                Instant.parse("2026-12-01T22:00:00Z"), Instant.parse("2026-12-02T06:00:00Z")),
                        ""),
                new Draft(
                        "night", List.of("shop", "tag:web"),
                        Timetable.cron("0 2 * * *", BERLIN, Duration.ofMinutes(90)), "backups"),
                new Draft("week", List.of("all"), Timetable.cron("0 3 * * SUN", UTC, Duration.ofHours(1)), ""));
        assertThat(keys.finish().lines()).isEmpty();
    }

    @Test
    void onceMayHaveALength() {
        Keys keys = Keys.of(Map.of("maintenance.move.from", "2026-12-01 22:00", "maintenance.move.for", "2h"));

        assertThat(WindowKeys.read(keys, UTC).getFirst().when())
                .isEqualTo(Timetable.once(Instant.parse("2026-12-01T22:00:00Z"), Duration.ofHours(2)));
    }

    @Test
    void whatIsWrongIsToldWithItsKey() {
        assertThat(problems("a.daily", "02:00", "a.cron", "0 2 * * *", "a.for", "1h")).containsExactly(
                "maintenance.a.cron=0 2 * * *: write when it begins, in one way: daily, weekly, cron, or from");
        assertThat(problems("a.for", "1h")).containsExactly(
                "maintenance.a.from: write when it begins, in one way: daily, weekly, cron, or from");
        assertThat(problems("a.daily", "02:00")).containsExactly("maintenance.a.for: write how long it lasts each time"
                + " with \"for\", such as for 1h; \"until\" belongs to what comes once");
        assertThat(problems("a.from", "2026-12-01 22:00")).containsExactly(
                "maintenance.a.until: write how long it lasts by one of \"for\" and \"until\"");
        assertThat(problems("a.daily", "2 am", "a.for", "1h")).containsExactly(
                "maintenance.a.daily=2 am: \"2 am\" is no time of day; write for example 02:00");
        assertThat(problems("a.daily", "02:00", "a.for", "soon")).hasSize(1).first().asString()
                .startsWith("maintenance.a.for=soon: ");
        assertThat(problems("a.daily", "02:00", "a.for", "1h", "a.zone", "Berlin")).hasSize(1).first().asString()
                .startsWith("maintenance.a.zone=Berlin: ").contains("Europe/Berlin");
        assertThat(problems("a.daily", "02:00", "a.for", "1h", "a.monitor", "shop")).hasSize(1).first().asString()
                .contains("maintenance.a.monitor").contains("monitors");
    }

    private static List<String> problems(String... entries) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            values.put("maintenance." + entries[i], entries[i + 1]);
        }
        Keys keys = Keys.of(values);
        WindowKeys.read(keys, UTC);
        return keys.finish().lines().stream().map(Catalogue.english()::say).toList();
    }
}
