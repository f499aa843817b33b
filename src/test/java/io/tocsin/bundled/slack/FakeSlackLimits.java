package io.tocsin.bundled.slack;

import java.util.HashMap;
import java.util.Map;

/** Slack's rate limits, and who does not keep to them. */
final class FakeSlackLimits {

    private static final int POST_BURST = 4;
    private static final double POSTS_A_SECOND = 1;
    private static final int EDIT_BURST = 20;
    private static final double EDITS_A_SECOND = 50 / 60.0;

    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Map<String, Long> notBefore = new HashMap<>();
    private final Map<String, Integer> next = new HashMap<>();
    private boolean enforced;
    private int violations;
    private int limited;

    private static final class Bucket {
        private final int burst;
        private final double rate;
        private double tokens;
        private long at = System.nanoTime();

        private Bucket(int burst, double rate) {
            this.burst = burst;
            this.rate = rate;
            this.tokens = burst;
        }

        /** Seconds to wait; 0 if there is a token, which is then taken. */
        private int take() {
            long now = System.nanoTime();
            tokens = Math.min(burst, tokens + (now - at) / 1e9 * rate);
            at = now;
            if (tokens >= 1) {
                tokens--;
                return 0;
            }
            return (int) Math.max(1, Math.ceil((1 - tokens) / rate));
        }
    }

    synchronized void enforce(boolean on) {
        enforced = on;
    }

    synchronized void next(String method, int seconds) {
        next.put(method, seconds);
    }

    /** Seconds to wait before such a call; 0 if it is allowed now. */
    synchronized int wait(String method, String channel) {
        String key = method.equals("chat.postMessage") ? method + " " + channel : method;
        long left = notBefore.getOrDefault(key, System.nanoTime()) - System.nanoTime();
        if (left > 0) {
            violations++;
            limited++;
            return (int) Math.ceil(left / 1e9);
        }
        Integer asked = next.remove(method);
        int wait = asked != null ? asked : enforced ? wait(method, key, 0) : 0;
        if (wait > 0) {
            limited++;
            notBefore.put(key, System.nanoTime() + wait * 1_000_000_000L);
        }
        return wait;
    }

    private int wait(String method, String key, int otherwise) {
        return switch (method) {
            case "chat.postMessage" -> buckets.computeIfAbsent(key, _ -> new Bucket(POST_BURST, POSTS_A_SECOND)).take();
            case "chat.update" -> buckets.computeIfAbsent(key, _ -> new Bucket(EDIT_BURST, EDITS_A_SECOND)).take();
            default -> otherwise;
        };
    }

    synchronized int violations() {
        return violations;
    }

    synchronized int limited() {
        return limited;
    }
}
