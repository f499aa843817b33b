package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Setting;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeysTest {

    @Test
    void valuesAreReadAsTheirTypes() {
        Keys keys = Keys.of(Map.of(
                "web.port", " 9090 ", "web.enabled", "no", "check.timeout", "2.5s", "targets.deny",
                "10.0.0.0/8, fe80::/10"));

        assertThat(keys.number("web.port", 8080, 1, 65535)).isEqualTo(9090);
        assertThat(keys.flag("web.enabled", true)).isFalse();
        assertThat(keys.duration("check.timeout", "10s")).isEqualTo(Duration.ofMillis(2500));
        assertThat(keys.list("targets.deny")).containsExactly("10.0.0.0/8", "fe80::/10");
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void defaultsAreHandedOutForWhatIsNotGivenOrBlank() {
        Keys keys = Keys.of(Map.of("web.port", " "));

        assertThat(keys.number("web.port", 8080, 1, 65535)).isEqualTo(8080);
        assertThat(keys.duration("spread", "0")).isEqualTo(Duration.ZERO);
        assertThat(keys.text("bot.name", "tocsin")).isEqualTo("tocsin");
        assertThat(keys.text("admin.room")).isEmpty();
        assertThat(keys.list("targets.allow")).isEmpty();
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void allProblemsAreToldAtOnce() {
        Keys keys = Keys.of(Map.of("web.port", "80800", "web.enabled", "maybe", "web.prt", "1"));

        assertThat(keys.number("web.port", 8080, 1, 65535)).isEqualTo(8080);
        assertThat(keys.flag("web.enabled", true)).isTrue();
        assertThat(keys.finish().lines().stream().map(Catalogue.english()::say)).containsExactly(
                "web.port=80800: write a whole number from 1 to 65535",
                "web.enabled=maybe: write true or false",
                "web.prt: there is no such key; did you mean web.port?");
    }

    @Test
    void namesAreFoundUnderAPrefix() {
        Keys keys =
                Keys.of(Map.of("room.ops", "slack:#ops", "room.ops.zone", "Europe/Berlin", "room.dev", "slack:#dev"));

        assertThat(keys.names("room")).containsExactly("dev", "ops");
    }

    @Test
    void settingsOfAChannelAreReadByPattern() {
        Keys keys = Keys.of(Map.of(
                "secret.HOOK", "s3cr3t", "webhook.ops.url", "https://h/${secret:HOOK}", "webhook.ops.header.1",
                "A: b"));

        var settings = keys.settings(
                "webhook",
                List.of(
                        new Setting("*.url", Setting.Kind.SECRET, "", "the address"),
                        new Setting("*.header", Setting.Kind.LIST, "", "a header")));

        assertThat(settings.group("ops").text("url")).contains("https://h/s3cr3t");
        assertThat(settings.group("ops").all("header")).containsExactly("A: b");
        assertThat(keys.finish().all()).isEmpty();
    }
}
