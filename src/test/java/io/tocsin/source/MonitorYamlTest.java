package io.tocsin.source;

import static io.tocsin.source.MonitorFileTest.drafts;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Reminder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MonitorYamlTest {

    private static final List<String> AWKWARD = List.of(
            "true", "~", "null", "0123", "1_000", "0x1F", "1:30", "- a", "# no comment", "a: b", "*alias", "&anchor",
            "!tag",
            "<<", "{}", "[1]", "it's \"quoted\"", "two\nlines", "two\nlines\n", "\n leading", "trailing \n",
            "tab\there",
            "back\\slash", "ünïcode 🔔", "%percent", "@at", "`tick`", "|", ">", "? key", "2026-01-01", "=", "a #b",
            "line\r\nend",
            "\u0085\u2028", "${secret:NAME}", "''", "yes", "NO", "1e3", ".inf", "a:", "\u0007");

    @Test
    void aMonitorIsWrittenInTheWordsOfCommands() {
        Draft shop = Draft.named("shop", "https://shop.example.com").schedule("every 30s").expect("[STATUS] == 200")
                .expect("warn: [RESPONSE_TIME] < 800ms").timeout(Duration.ofMillis(2500)).confirm(1).tag("web")
                .room("ops")
                .setting("method", "POST").setting("header", "Accept: a", "X: b").setting("body", "{\n  \"a\": 1\n}")
                .build();
        Draft nightly = Draft.named("nightly", "tcp://db:5432").schedule("0 2 * * *").zone("Europe/Berlin")
                .enabled(false).build();

        assertThat(MonitorYaml.write(List.of(shop, nightly)))
                .isEqualTo(
                        """
                                monitors:
                                  - name: shop
                                    target: https://shop.example.com
                                    every: 30s
                                    timeout: 2s500ms
                                    expect:
                                      - "[STATUS] == 200"
                                      - "warn: [RESPONSE_TIME] < 800ms"
                                    confirm: 1
                                    tags: web
                                    rooms: ops
                                    body: |-
                                      {
                                        "a": 1
                                      }
                                    header:
                                      - "Accept: a"
                                      - "X: b"
                                    method: POST
                                  - name: nightly
                                    target: tcp://db:5432
                                    cron: 0 2 * * *
                                    zone: Europe/Berlin
                                    enabled: false
                                """);
    }

    @Test
    void whatIsWrittenLoadsAgainAsItWas() {
        Random random = new Random(7);
        List<Draft> drafts = new ArrayList<>();
        for (int number = 0; number < 500; number++) {
            drafts.add(random(number, random));
        }

        assertThat(drafts("export.yaml", MonitorYaml.write(drafts))).isEqualTo(drafts);
    }

    @Test
    void awkwardTextsLoadAgain() {
        for (String text : AWKWARD) {
            Draft draft = Draft.named("m", "http://a").setting("body", text).setting("header", text, text).build();

            assertThat(drafts("export.yaml", MonitorYaml.write(List.of(draft)))).as(text).containsExactly(draft);
        }
    }

    private static Draft random(int number, Random random) {
        Draft.Builder draft = Draft.named("monitor " + number, "https://a/" + pick(random).strip().hashCode());
        List<Runnable> parts = List.of(
                () -> draft.schedule("every " + random.nextInt(1, 100) + "s"),
                () -> draft.schedule("*/5 * * * MON-FRI"),
                () -> draft.timeout(Duration.ofNanos(random.nextLong(1, 1_000_000_000_000L))),
                () -> draft.retry(Duration.ofMillis(random.nextLong(0, 100_000))),
                () -> draft.reminder(Duration.ofMinutes(random.nextLong(0, 10_000))),
                () -> draft.reminder(Reminder.parse("30m, 1h, 4h30m")),
                () -> draft.escalation("night " + random.nextInt()),
                () -> draft.confirm(random.nextInt(1, 1000)),
                () -> draft.recover(random.nextInt(1, 1000)),
                () -> draft.group("group " + random.nextInt()),
                () -> draft.type("http"),
                () -> draft.zone("Asia/Kathmandu"),
                () -> draft.tag("a").tag("b-" + random.nextInt()),
                () -> draft.room("slack:#ops"),
                () -> draft.parent("gateway"),
                () -> draft.parent("rack 1, row " + random.nextInt()),
                () -> draft.enabled(false),
                () -> draft.expect("[BODY].a == " + pick(random)),
                () -> draft.setting("header", "X: " + pick(random), "Y: " + pick(random)),
                () -> draft.setting("password", "${secret:A}"));
        parts.stream().filter(part -> random.nextBoolean()).forEach(Runnable::run);
        return draft.build();
    }

    private static String pick(Random random) {
        return AWKWARD.get(random.nextInt(AWKWARD.size()));
    }
}
