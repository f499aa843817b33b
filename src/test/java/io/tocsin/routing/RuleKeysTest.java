package io.tocsin.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.monitor.Level;
import io.tocsin.routing.Escalation.Next;
import io.tocsin.routing.Escalation.Step;
import io.tocsin.text.Catalogue;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleKeysTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void everyWordIsRead() {
        Keys keys = Keys.of(Map.ofEntries(
                Map.entry("route.db.monitors", "group:db, shop"), Map.entry("route.db.severity", "down"),
                Map.entry("route.db.between", "22:00-06:00"), Map.entry("route.db.days", "MON-TUE"),
                Map.entry("route.db.zone", "Europe/Berlin"), Map.entry("route.db.rooms", "ops, pagerduty:x"),
                Map.entry("route.db.stop", "true"), Map.entry("route.db.order", "5"),
                Map.entry("route.db.escalation", "night"), Map.entry("route.all.rooms", "log"),
                Map.entry("quiet.nights.between", "22:00-07:00"), Map.entry("quiet.nights.rooms", "ops"),
                Map.entry("escalation.night.step.1", "ops"),
                Map.entry("escalation.night.step.2", "10m oncall:primary, sms:+431"),
                Map.entry("escalation.night.step.10", "30m boss"),
                Map.entry("escalation.night.repeat", "1h")));
        Rules rules = RuleKeys.read(keys, UTC);

        assertThat(keys.finish().lines()).isEmpty();
        assertThat(rules.routes()).containsExactly(
                new Route("all", 0, List.of("all"), Set.of(Level.DOWN, Level.DEGRADED), Hours.always(UTC),
                        List.of("log"), false, ""),
                new Route("db", 5, List.of("group:db", "shop"), Set.of(Level.DOWN),
                        new Hours(Optional.of(Hours.between("22:00-06:00")),
                                Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY),
                                ZoneId.of("Europe/Berlin")),
                        List.of("ops", "pagerduty:x"), true, "night"));
        assertThat(rules.quiets()).containsExactly(new Quiet(
                "nights", List.of("all"), Set.of(Level.DEGRADED),
                new Hours(Optional.of(Hours.between("22:00-07:00")), Set.of(), UTC), List.of("ops")));
        assertThat(rules.escalations()).containsExactly(Map.entry("night", new Escalation("night", List.of(
                new Step("1", Duration.ZERO, List.of("ops")),
                new Step("2", Duration.ofMinutes(10), List.of("oncall:primary", "sms:+431")),
                new Step("10", Duration.ofMinutes(30), List.of("boss"))), Optional.of(Duration.ofHours(1)))));
    }

    @Test
    void stepsWaitForTheOneBeforeAndBeginAgain() {
        Keys keys = Keys.of(Map.of(
                "escalation.a.step.1", "ops", "escalation.a.step.2", "10m ana", "escalation.a.step.3", "30m boss",
                "escalation.a.repeat", "1h", "escalation.b.step.1", "5m ana"));
        Map<String, Escalation> steps = RuleKeys.read(keys, UTC).escalations();

        assertThat(steps.get("a").atOnce()).containsExactly("ops");
        assertThat(steps.get("a").first()).contains(new Next(1, Duration.ofMinutes(10)));
        assertThat(steps.get("a").after(1)).contains(new Next(2, Duration.ofMinutes(20)));
        assertThat(steps.get("a").after(2)).contains(new Next(0, Duration.ofHours(1)));
        assertThat(steps.get("b").atOnce()).isEmpty();
        assertThat(steps.get("b").first()).contains(new Next(0, Duration.ofMinutes(5)));
        assertThat(steps.get("b").after(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "route.a.severity=bad | route.a.severity=bad: write one of: down, degraded, any",
        "route.a.between=22-6 | route.a.between=22-6: \"22-6\" is not from one time of day to another; write for example 22:00-06:00",
        "route.a.days=NEVER | route.a.days=NEVER: \"NEVER\" is not days of the week; write for example MON-FRI or sat, sun",
        "route.a.escalation=nigt | route.a.escalation=nigt: there are no steps \"nigt\". Did you mean: night",
        "route.b.severity=down | route.b.rooms: write whom the route tells: rooms, separated by commas, or an escalation",
        "quiet.q.rooms=ops | quiet.q.between: write when it is quiet, for example between=22:00-07:00",
        "escalation.x.repeat=1h | escalation.x.step.1: write the steps, the first such as ops, the next such as 10m oncall:primary",
        "escalation.night.repeat=5s | escalation.night.repeat=5s: write how long after the last step all begins again, a minute or longer",
        "escalation.night.step.2=ana | escalation.night.step.2=ana: write after how long and who, such as 10m oncall:primary; only the first step may go without its time",
        "escalation.night.step.2=10m nobody | escalation.night.step.2=10m nobody: write after how long and who, such as 10m oncall:primary; only the first step may go without its time",
        "escalation.night.step.2=10m | escalation.night.step.2=10m: write after how long and who, such as 10m oncall:primary; only the first step may go without its time",
        "escalation.night.step.0=1h boss | escalation.night.step.1=5m ops: a step comes no earlier than the one before it; times count from the first notice",
    })
    void whatIsWrongIsSaid(String line, String problem) {
        Map<String, String> values = new HashMap<>(Map.of(
                "route.a.rooms", "ops", "escalation.night.step.1", "5m ops"));
        values.put(line.split("=", 2)[0], line.split("=", 2)[1]);
        Keys keys = Keys.of(values);
        RuleKeys.read(keys, UTC);

        assertThat(keys.finish().lines().stream().map(Catalogue.english()::say)).anyMatch(
                said -> said.endsWith(problem));
    }
}
