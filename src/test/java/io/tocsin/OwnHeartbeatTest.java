package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.config.Keys;
import io.tocsin.spi.Http;
import io.tocsin.spi.Http.Request;
import io.tocsin.text.Catalogue;
import io.tocsin.web.HealthCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(60)
final class OwnHeartbeatTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_732_236_444_250L));

    @TempDir
    Path data;

    private final List<Request> sent = new CopyOnWriteArrayList<>();
    private final AtomicReference<HealthCheck.State> state = new AtomicReference<>(HealthCheck.up());
    private final AtomicInteger asked = new AtomicInteger();

    private OwnHeartbeat heartbeat(Map<String, String> values, Http http) {
        Keys keys = Keys.of(values);
        OwnHeartbeat heartbeat = new OwnHeartbeat(OwnHeartbeat.Settings.from(keys), http, List.of(
                new HealthCheck("schedule", true, () -> {
                    asked.incrementAndGet();
                    return state.get();
                }),
                new HealthCheck("database", false, () -> HealthCheck.down("always"))), CLOCK);
        assertThat(keys.finish().all()).isEmpty();
        heartbeat.start();
        return heartbeat;
    }

    private Http.Answer take(Request request) {
        sent.add(request);
        return new Http.Answer(200, Map.of(), "");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void itIsAGetAsLongAsWhatIsVitalLives() {
        try (OwnHeartbeat _ = heartbeat(
                Map.of("heartbeat.url", "http://127.0.0.1:1/ping/x", "heartbeat.every", "1s"), this::take)) {
            await().until(() -> sent.size() >= 2);
        }
        assertThat(sent.getFirst()).isEqualTo(Request.get("http://127.0.0.1:1/ping/x"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void itStopsWhenALoopStandsStillAndGoesOnWhenItLives() {
        state.set(HealthCheck.down("stands still"));
        try (OwnHeartbeat _ = heartbeat(
                Map.of("heartbeat.url", "http://127.0.0.1:1/", "heartbeat.every", "1s"), this::take)) {
            await().until(() -> asked.get() >= 2);
            assertThat(sent).isEmpty();
            state.set(HealthCheck.up());
            await().until(() -> !sent.isEmpty());
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aFailureDoesNotEndIt() {
        AtomicInteger tries = new AtomicInteger();
        try (OwnHeartbeat _ = heartbeat(
                Map.of("heartbeat.url", "http://127.0.0.1:1/", "heartbeat.every", "1s"), request -> {
                    switch (tries.incrementAndGet()) {
                        case 1 -> throw new IOException("gone");
                        case 2 -> throw new IllegalStateException("broken");
                        default -> {
                            return take(request);
                        }
                    }
                })) {
            await().until(() -> !sent.isEmpty());
        }
    }

    @Test
    void aSecretSignsAPost() {
        try (OwnHeartbeat _ = heartbeat(
                Map.of("heartbeat.url", "http://127.0.0.1:1/heartbeat/bot", "heartbeat.secret", "s3cret"),
                this::take)) {
            await().until(() -> !sent.isEmpty());
        }
        Request request = sent.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.body()).isEqualTo("{\"time\": 1732236444.250}");
        byte[] body = request.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(request.headers())
                .containsEntry("X-Hub-Signature", "sha1=" + Reporter.sign("HmacSHA1", "s3cret", body))
                .containsEntry("X-Hub-Signature-256", "sha256=" + Reporter.sign("HmacSHA256", "s3cret", body));
    }

    @Test
    void oneBotWatchesAnother() {
        try (TalkingBot watcher = new TalkingBot(data.resolve("a"), Map.of("web.enabled", "true", "web.port", "0"))) {
            watcher.says("add monitor other heartbeat every 60s secret s3cret");
            try (TalkingBot other = new TalkingBot(data.resolve("b"), Map.of(
                    "heartbeat.url", Reporter.address(watcher) + "/heartbeat/other", "heartbeat.secret", "s3cret",
                    "heartbeat.every", "1s"))) {
                assertThat(other.says("status")).isNotEmpty();
                await().until(() -> watcher.says("status other").startsWith("UP"));
            }
        }
    }

    @Test
    void anAddressThatIsNoneIsAProblemAndNotShown() {
        Keys keys = Keys.of(Map.of("heartbeat.url", "hc.example.com/sesame", "heartbeat.every", "10ms"));
        var _ = OwnHeartbeat.Settings.from(keys);

        assertThat(keys.finish().lines().stream().map(Catalogue.english()::say)).containsExactlyInAnyOrder(
                "heartbeat.every=10ms: write a length of time of one second or more",
                "heartbeat.url=***: write an address such as https://hc.example.com/ping/${secret:PING}");
    }
}
