package io.tocsin.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Written;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MonitorKeysTest {

    @Test
    void keysOfANameMakeAMonitor() {
        Keys keys = Keys.of(Map.ofEntries(
                Map.entry("monitor.shop.target", "https://shop.example.com"),
                Map.entry("monitor.shop.every", "30s"),
                Map.entry("monitor.shop.expect.1", "[STATUS] == 200"),
                Map.entry("monitor.shop.expect.2", "[BODY].a == x, y"),
                Map.entry("monitor.shop.expect.10", "[RESPONSE_TIME] < 500"),
                Map.entry("monitor.shop.timeout", "2s"),
                Map.entry("monitor.shop.confirm", "1"),
                Map.entry("monitor.shop.recover", "4"),
                Map.entry("monitor.shop.retry", "1s"),
                Map.entry("monitor.shop.rooms", "ops, dev"),
                Map.entry("monitor.shop.tag", "web"),
                Map.entry("monitor.shop.group", "core"),
                Map.entry("monitor.shop.depends", "db, www.example.com"),
                Map.entry("monitor.shop.header", "Accept: a, b"),
                Map.entry("monitor.shop.method", "POST"),
                Map.entry("monitor.www.example.com.target", "https://www.example.com"),
                Map.entry("monitor.www.example.com.cron", "*/5 * * * *"),
                Map.entry("monitor.www.example.com.zone", "UTC")));

        assertThat(MonitorKeys.read(keys)).extracting(Written::draft).containsExactlyInAnyOrder(
                Draft.named("shop", "https://shop.example.com").schedule("every 30s").expect("[STATUS] == 200")
                        .expect("[BODY].a == x, y").expect("[RESPONSE_TIME] < 500").timeout(Duration.ofSeconds(2))
                        .confirm(1)
                        .recover(4).retry(Duration.ofSeconds(1)).room("ops").room("dev").tag("web").group("core")
                        .parent("db").parent("www.example.com")
                        .setting("header", "Accept: a, b").setting("method", "POST").build(),
                Draft.named("www.example.com", "https://www.example.com").schedule("*/5 * * * *").zone("UTC").build());
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void wrongKeysAreAmongTheProblemsOfTheConfiguration() {
        Keys keys = Keys.of(Map.of(
                "monitor.a.tagret", "http://a",
                "monitor.b.target", "http://b",
                "monitor.b.confirm", "twice",
                "monitor.c", "http://c"));

        assertThat(MonitorKeys.read(keys)).hasSize(1);
        assertThat(MonitorFileTest.said(keys.finish().all())).containsExactlyInAnyOrder(
                "monitor.a.target: \"tagret\" is no word here; did you mean \"target\"?",
                "monitor.b.confirm=twice: write a whole number from 1 to 1000",
                "monitor.c=http://c: write monitor.NAME.target=ADDRESS, and other words after the same name");
    }
}
