package io.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.config.Secret;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WebSettingsTest {

    @Test
    void defaults() {
        assertThat(WebSettings.from(Keys.of(Map.of())))
                .isEqualTo(new WebSettings(true, false, "127.0.0.1", 8080, Optional.empty(), new Bounds(
                        1_048_576, 16_384, Duration.ofSeconds(15), Duration.ofSeconds(15), 200),
                        WebSettings.Access.OPEN));
    }

    @Test
    void everyKey() {
        Map<String, String> values = new HashMap<>(Map.of(
                "web.enabled", "false",
                "web.address", "::1",
                "web.port", "0",
                "web.tls.certificate", "cert.pem",
                "web.tls.key", "key.pem",
                "web.max-body", "2000",
                "web.max-header", "3000",
                "web.request-time", "4s",
                "web.idle-time", "5s",
                "web.connections", "6"));
        values.put("web.token", "t0ken");
        Keys keys = Keys.of(values);

        assertThat(WebSettings.from(keys))
                .isEqualTo(new WebSettings(false, true, "::1", 0,
                        Optional.of(new WebSettings.TlsFiles(Path.of("cert.pem"), Path.of("key.pem"))), new Bounds(
                                2000, 3000, Duration.ofSeconds(4), Duration.ofSeconds(5), 6),
                        new WebSettings.Access(Optional.empty(), Optional.of(new Secret("t0ken")))));
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void onAnAddressThatOthersReachSomebodyHasToBeKeptOut() {
        assertThat(problems(Map.of("web.address", "0.0.0.0"))).containsExactly(
                "web.address=0.0.0.0: others can reach this address; set web.user and web.password, or web.token, so that"
                        + " not everybody sees what is watched");
        assertThat(problems(Map.of("web.address", "::"))).hasSize(1);
        assertThat(problems(Map.of("web.address", "bot.example.com"))).hasSize(1);
        assertThat(problems(Map.of("web.address", "0.0.0.0", "web.user", "ana")))
                .contains("web.user=ana: it needs web.password beside it").hasSize(2);
        assertThat(problems(Map.of("web.password", "x1y2"))).containsExactly(
                "web.password=***: it needs web.user beside it");
        assertThat(problems(Map.of("web.address", "0.0.0.0", "web.user", "ana", "web.password", "x1y2"))).isEmpty();
        assertThat(problems(Map.of("web.address", "0.0.0.0", "web.token", "x1y2"))).isEmpty();
        assertThat(problems(Map.of("web.address", "0.0.0.0", "web.enabled", "false"))).isEmpty();
        assertThat(problems(Map.of("web.address", "localhost"))).isEmpty();
        assertThat(problems(Map.of("web.address", "127.0.0.2"))).isEmpty();
    }

    private static List<String> problems(Map<String, String> values) {
        Keys keys = Keys.of(values);
        var _ = WebSettings.from(keys);
        return keys.finish().lines().stream().map(Catalogue.english()::say).toList();
    }

    @Test
    void aCertificateWithoutItsKeyIsAProblem() {
        Keys keys = Keys.of(Map.of("web.tls.certificate", "cert.pem"));

        assertThat(WebSettings.from(keys).tls()).isEmpty();
        assertThat(keys.finish().lines().stream().map(Catalogue.english()::say))
                .containsExactly("web.tls.certificate=cert.pem: it needs web.tls.key beside it");
    }
}
