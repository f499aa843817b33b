package io.tocsin.bundled.discord;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.RestRateLimiter;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.requests.SequentialRestRateLimiter;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * JDA's own rate limiter, which waits its turn in Discord's buckets, but for waits that are longer than a caller has time
 * for: those requests are cancelled at once, and {@link #waitFor} says when to come again.
 */
final class Limits {

    /** A little more than the five seconds in which a channel usually takes five messages. */
    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final int MOST_KEPT = 1_000;
    private static final int TOO_MANY = 429;
    private static final String EVERYWHERE = "";

    private final InstantSource clock;
    /** When a route, or everything, is open again, in milliseconds. */
    private final Map<String, Long> closedUntil = new ConcurrentHashMap<>();

    Limits(InstantSource clock) {
        this.clock = clock;
    }

    RestRateLimiter limiter(RestRateLimiter.RateLimitConfig config) {
        return new Patient(new SequentialRestRateLimiter(config));
    }

    /** How long a route takes no requests, if that is known. */
    Optional<Duration> waitFor(Route.CompiledRoute route) {
        long until = Math.max(
                closedUntil.getOrDefault(key(route), 0L), closedUntil.getOrDefault(EVERYWHERE, 0L));
        long wait = until - clock.millis();
        return wait > 0 ? Optional.of(Duration.ofMillis(wait)) : Optional.empty();
    }

    private static String key(Route.CompiledRoute route) {
        return route.getBaseRoute() + " " + route.getMajorParameters();
    }

    private void note(Route.CompiledRoute route, Response response) {
        boolean refused = response.code() == TOO_MANY;
        boolean used = "0".equals(response.header(RestRateLimiter.REMAINING_HEADER));
        if (!refused && !used) {
            return;
        }
        String header = refused ? RestRateLimiter.RETRY_AFTER_HEADER : RestRateLimiter.RESET_AFTER_HEADER;
        long until = clock.millis() + millis(response.header(header));
        if (closedUntil.size() >= MOST_KEPT) {
            closedUntil.values().removeIf(passed -> passed <= clock.millis());
        }
        boolean global = response.header(RestRateLimiter.GLOBAL_HEADER) != null;
        closedUntil.put(refused && global ? EVERYWHERE : key(route), until);
    }

    private static long millis(@Nullable String seconds) {
        try {
            return seconds == null ? 0 : (long) (Math.clamp(Double.parseDouble(seconds), 0, 86_400) * 1_000);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    private boolean tooLong(Route.CompiledRoute route) {
        return waitFor(route).filter(wait -> wait.compareTo(LONGEST) > 0).isPresent();
    }

    private final class Patient implements RestRateLimiter {

        private final RestRateLimiter inTurn;

        Patient(RestRateLimiter inTurn) {
            this.inTurn = inTurn;
        }

        @Override
        public void enqueue(Work work) {
            if (tooLong(work.getRoute())) {
                work.cancel();
            } else {
                inTurn.enqueue(new Watched(work));
            }
        }

        /** JDA tells of the end of a session only once this is done, and would look every 30 s whether it is. */
        @Override
        public void stop(boolean shutdown, Runnable callback) {
            inTurn.stop(true, callback);
        }

        @Override
        public boolean isStopped() {
            return inTurn.isStopped();
        }

        @Override
        public int cancelRequests() {
            return inTurn.cancelRequests();
        }
    }

    /** A request whose answer is looked at before JDA does. */
    private final class Watched implements RestRateLimiter.Work {

        private final RestRateLimiter.Work work;

        Watched(RestRateLimiter.Work work) {
            this.work = work;
        }

        @Override
        public @Nullable Response execute() {
            Response response = work.execute();
            if (response != null) {
                note(getRoute(), response);
                if (response.code() == TOO_MANY && tooLong(getRoute())) {
                    work.cancel();
                }
            }
            return response;
        }

        @Override
        public Route.CompiledRoute getRoute() {
            return work.getRoute();
        }

        @Override
        public JDA getJDA() {
            return work.getJDA();
        }

        @Override
        public boolean isSkipped() {
            return work.isSkipped();
        }

        @Override
        public boolean isDone() {
            return work.isDone();
        }

        @Override
        public boolean isPriority() {
            return work.isPriority();
        }

        @Override
        public boolean isCancelled() {
            return work.isCancelled();
        }

        @Override
        public void cancel() {
            work.cancel();
        }
    }
}
