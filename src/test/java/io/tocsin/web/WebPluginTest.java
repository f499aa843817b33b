package io.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.spi.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WebPluginTest {

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    private Route.Answer get(String path, HealthCheck... checks) throws Exception {
        Route route = new WebPlugin(List.of(checks), metrics).routes().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow();
        return route.handler().handle(new Route.Request("GET", Map.of(), Map.of(), Map.of(), ""));
    }

    private static JsonNode json(Route.Answer answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void allWellIsUp() throws Exception {
        Route.Answer answer = get("/health/ready", new HealthCheck("schedule", true, HealthCheck::up));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\",\"checks\":{\"schedule\":{\"status\":\"UP\"}}}\n");
    }

    @Test
    void whatIsNotVitalLeavesTheProcessAliveButNotReady() throws Exception {
        HealthCheck[] checks = {
            new HealthCheck("schedule", true, HealthCheck::up),
            new HealthCheck("database", false, () -> HealthCheck.down("locked"))
        };

        assertThat(get("/health/live", checks).status()).isEqualTo(200);
        assertThat(json(get("/health/live", checks)).at("/checks").size()).isEqualTo(1);
        assertThat(get("/health/ready", checks).status()).isEqualTo(503);
        assertThat(json(get("/health/ready", checks)).at("/status").asText()).isEqualTo("DOWN");
        assertThat(json(get("/health/ready", checks)).at("/checks/database/reason").asText()).isEqualTo("locked");
    }

    @Test
    void aCheckThatThrowsIsDown() throws Exception {
        HealthCheck broken = new HealthCheck("due", true, () -> {
            throw new IllegalStateException("secret");
        });

        assertThat(get("/health/live", broken).status()).isEqualTo(503);
        assertThat(get("/health/live", broken).body()).contains("cannot be told").doesNotContain("secret");
    }

    @Test
    void metricsAreThoseOfTheProcessAndOfOthers() throws Exception {
        metrics.registry().counter("tocsin.checks").increment(3);

        Route.Answer answer = get("/metrics");

        assertThat(answer.contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("tocsin_checks_total 3.0", "jvm_memory_used_bytes", "process_uptime_seconds",
                        "jvm_threads_live_threads");
    }
}
