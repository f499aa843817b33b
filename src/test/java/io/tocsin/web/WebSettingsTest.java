package io.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WebSettingsTest {

    @Test
    void defaults() {
        assertThat(WebSettings.from(Keys.of(Map.of())))
                .isEqualTo(new WebSettings(true, false, "127.0.0.1", 8080, Optional.empty(), new Bounds(
                        1_048_576, 16_384, Duration.ofSeconds(15), Duration.ofSeconds(15), 200)));
    }

    @Test
    void everyKey() {
        Keys keys = Keys.of(Map.of(
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

        assertThat(WebSettings.from(keys))
                .isEqualTo(new WebSettings(false, true, "::1", 0,
                        Optional.of(new WebSettings.TlsFiles(Path.of("cert.pem"), Path.of("key.pem"))), new Bounds(
                                2000, 3000, Duration.ofSeconds(4), Duration.ofSeconds(5), 6)));
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void aCertificateWithoutItsKeyIsAProblem() {
        Keys keys = Keys.of(Map.of("web.tls.certificate", "cert.pem"));

        assertThat(WebSettings.from(keys).tls()).isEmpty();
        assertThat(keys.finish().lines().stream().map(Catalogue.english()::say))
                .containsExactly("web.tls.certificate=cert.pem: It needs web.tls.key beside it");
    }
}
