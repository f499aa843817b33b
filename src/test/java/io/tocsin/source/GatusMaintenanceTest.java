package io.tocsin.source;

import static io.tocsin.source.MonitorFileTest.parse;
import static io.tocsin.source.MonitorFileTest.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.maintenance.Span;
import io.tocsin.maintenance.Timetable;
import io.tocsin.maintenance.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The times in which Gatus tells nobody. */
final class GatusMaintenanceTest {

    private static final String ENDPOINT = "endpoints: [{name: a, url: 'http://a'}]\n";

    @Test
    void aWindowOpensAtItsTimeInItsZoneOnItsDays() {
        Timetable when =
                one("{start: '23:00', duration: 2h, timezone: Europe/Berlin, every: [Friday, Saturday]}").when();

        // 2026-11-20 is a Friday
        assertThat(when.at(Instant.parse("2026-11-20T21:59:59Z"))).isEmpty();
        assertThat(when.at(Instant.parse("2026-11-20T22:00:00Z")))
                .contains(new Span(Instant.parse("2026-11-20T22:00:00Z"), Instant.parse("2026-11-21T00:00:00Z")));
        assertThat(when.at(Instant.parse("2026-11-20T23:59:59Z"))).isPresent();
        assertThat(when.at(Instant.parse("2026-11-21T00:00:00Z"))).isEmpty();
        assertThat(when.next(Instant.parse("2026-11-21T22:00:00Z"))).contains(Instant.parse("2026-11-27T22:00:00Z"));
    }

    @Test
    void withoutDaysAndZoneItIsEveryDayInUtc() {
        Window.Draft window = one("{start: 00:30, duration: 30m}");

        assertThat(window.selectors()).containsExactly("all");
        assertThat(window.when().next(Instant.parse("2026-11-21T00:30:00Z")))
                .contains(Instant.parse("2026-11-22T00:30:00Z"));
    }

    @Test
    void oneThatIsSwitchedOffIsNone() {
        assertThat(windows(ENDPOINT + "maintenance: {enabled: false, start: 99}\n")).isEmpty();
    }

    @Test
    void thoseOfAnEndpointAreItsOwnWhateverItIsCalledHere() {
        List<Window.Draft> windows =
                windows("""
                        endpoints:
                        - {name: web, group: a, url: 'http://a', maintenance-windows: [{start: 01:00, duration: 1h}, {start: 05:00, duration: 1h}]}
                        - {name: web, group: b, url: 'http://b'}
                        external-endpoints:
                        - {name: push, token: abcdefgh, maintenance-windows: [{start: 02:00, duration: 1h}]}
                        """);

        assertThat(windows).extracting(Window.Draft::name).containsExactly("a/web", "a/web-2", "push");
        assertThat(windows).extracting(Window.Draft::selectors)
                .containsExactly(List.of("a/web"), List.of("a/web"), List.of("push"));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(said(parse("gatus.yaml", ENDPOINT
                + "maintenance: {start: '25:00', duration: 25h, timezone: Mars/Olympus, every: [Someday], at: x}\n")
                .problems())).hasSize(5)
                .contains(
                        "gatus.yaml:2: maintenance.start=25:00: write the time of the day as hh:mm, from 00:00 to 23:59",
                        "gatus.yaml:2: maintenance.duration: write how long it lasts, 24h at most",
                        "gatus.yaml:2: maintenance.every=Someday: write a day of the week: Monday, Tuesday, Wednesday,"
                                + " Thursday, Friday, Saturday or Sunday")
                .anyMatch(line -> line.startsWith("gatus.yaml:2: maintenance.timezone=Mars/Olympus: "))
                .anyMatch(line -> line.startsWith("gatus.yaml:2: maintenance.at: there is no such key"));
    }

    @Test
    void allOfEveryDayIsRefusedAndOfOneDayIsNot() {
        assertThat(said(parse("gatus.yaml", ENDPOINT + "maintenance: {start: '02:00', duration: 24h}\n").problems()))
                .containsExactly(
                        "gatus.yaml:2: maintenance.duration: \"0 2 * * *\" for 1 d would never end, as it begins"
                                + " again before it is over; make it shorter or rarer");
        assertThat(one("{start: '00:00', duration: 24h, every: [Monday]}").when())
                .isEqualTo(Timetable.cron("0 0 * * MON", ZoneOffset.UTC, Duration.ofHours(24)));
    }

    private static Window.Draft one(String window) {
        return windows(ENDPOINT + "maintenance: " + window + "\n").getFirst();
    }

    private static List<Window.Draft> windows(String text) {
        MonitorFile.Content content = parse("gatus.yaml", text);
        assertThat(said(content.problems())).isEmpty();
        return content.windows();
    }
}
