package io.tocsin.bundled.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What {@link FakeDiscord} refuses: what the test says, and what is too much for a channel. */
final class FakeLimits {

    static final String POSTS = "posts";
    static final String EDITS = "edits";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Failure> failures = new HashMap<>();
    private final Map<String, Long> closedUntil = new HashMap<>();
    /** When the requests of a window were made, by channel and bucket. */
    private final Map<String, Deque<Long>> used = new HashMap<>();
    private int limited;
    private int violations;
    private int perWindow = Integer.MAX_VALUE;
    private Duration window = Duration.ofSeconds(5);

    /** How requests fail for a while. */
    private record Failure(int status, int code, String message, Duration retryAfter, int times) {}

    void fail(String path, int status, int code, String message, int times) {
        failures.put(path, new Failure(status, code, message, Duration.ZERO, times));
    }

    void tooMany(String path, Duration retryAfter, int times) {
        failures.put(path, new Failure(429, 0, "You are being rate limited.", retryAfter, times));
    }

    void mend(String path) {
        failures.remove(path);
    }

    void limit(int posts, Duration in) {
        perWindow = posts;
        window = in;
    }

    int limited() {
        return limited;
    }

    int violations() {
        return violations;
    }

    /** How this request is to fail, if it is. */
    Optional<FakeAnswer> failure(String method, String path) {
        String closed = method + " " + path;
        if (closedUntil.getOrDefault(route(method, path), 0L) > System.nanoTime()) {
            violations++;
        }
        for (Map.Entry<String, Failure> entry : failures.entrySet()) {
            Failure failure = entry.getValue();
            if (closed.contains(entry.getKey()) && failure.times > 0) {
                entry.setValue(new Failure(
                        failure.status, failure.code, failure.message, failure.retryAfter, failure.times - 1));
                return Optional.of(failure.status == 429
                        ? tooMany(route(method, path), failure.retryAfter)
                        : FakeAnswer.error(failure.status, failure.code, failure.message));
            }
        }
        return Optional.empty();
    }

    /** What shares a bucket: a channel's posts, a channel's edits. */
    private static String route(String method, String path) {
        return method + " " + path.replaceAll("(messages)/\\d+$", "$1");
    }

    private FakeAnswer tooMany(String closed, Duration retryAfter) {
        limited++;
        closedUntil.put(closed, System.nanoTime() + retryAfter.toNanos());
        long seconds = Math.max(1, (retryAfter.toMillis() + 999) / 1000);
        ObjectNode body = MAPPER.createObjectNode()
                .put("message", "You are being rate limited.")
                .put("retry_after", retryAfter.toMillis() / 1000.0)
                .put("global", false);
        return new FakeAnswer(429, Optional.of(body), Map.of(
                "Retry-After", Long.toString(seconds), "X-RateLimit-Scope", "user",
                "X-RateLimit-Bucket", closed.startsWith("PATCH") ? EDITS : POSTS,
                "X-RateLimit-Remaining", "0", "X-RateLimit-Reset-After", Long.toString(seconds)));
    }

    /** Takes one of the requests that a bucket allows; an answer if there is none left. */
    Optional<FakeAnswer> full(String channel, String bucket, String route) {
        long now = System.nanoTime();
        Deque<Long> before = used.computeIfAbsent(channel + " " + bucket, _ -> new ArrayDeque<>());
        before.removeIf(at -> now - at > window.toNanos());
        if (before.size() >= perWindow) {
            return Optional.of(tooMany(route, window.minusNanos(now - before.getFirst())));
        }
        before.add(now);
        return Optional.empty();
    }

    /** The headers that say how full a bucket is. */
    Map<String, String> bucket(String channel, String bucket) {
        if (perWindow == Integer.MAX_VALUE) {
            return Map.of();
        }
        Deque<Long> before = used.getOrDefault(channel + " " + bucket, new ArrayDeque<>());
        double reset = window.minusNanos(System.nanoTime() - before.getFirst()).toMillis() / 1000.0;
        return Map.of("X-RateLimit-Limit", Integer.toString(perWindow), "X-RateLimit-Remaining",
                Integer.toString(perWindow - before.size()), "X-RateLimit-Reset-After", Double.toString(reset),
                "X-RateLimit-Reset", Double.toString(System.currentTimeMillis() / 1000.0 + reset),
                "X-RateLimit-Bucket", bucket);
    }
}
