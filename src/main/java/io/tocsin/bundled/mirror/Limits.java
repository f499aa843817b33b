package io.tocsin.bundled.mirror;

import io.tocsin.spi.Http;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When a service may be asked again, as its answers say: {@code Retry-After}; {@code X-RateLimit-Remaining} and
 * {@code -Reset}, which UptimeRobot counts from 1970 and StatusCake from now; Pingdom's {@code Req-Limit-Short} and
 * {@code -Long}.
 */
final class Limits {

    private static final int TOO_MANY = 429;
    private static final Duration UNSAID = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    /** Fewer seconds than that are no moment of this century. */
    private static final long A_MOMENT = 1_000_000_000;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final Pattern PINGDOM =
            Pattern.compile("(?i)Remaining: ?(\\d{1,12}) Time until reset: ?(\\d{1,12})");

    private Limits() {}

    /** Empty if it may be asked at once. */
    static Optional<Instant> until(Http.Answer answer, Instant now) {
        Optional<Instant> said = retryAfter(answer, now).or(() -> used(answer.headers(), now));
        boolean refused = answer.status() == TOO_MANY;
        Optional<Instant> until = refused
                ? said.or(() -> reset(answer.headers(), now)).or(() -> Optional.of(now.plus(UNSAID)))
                : said;
        return until.map(at -> at.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : at).filter(now::isBefore);
    }

    private static Optional<Instant> retryAfter(Http.Answer answer, Instant now) {
        String said = answer.headers().getOrDefault("retry-after", "").strip();
        if (SECONDS.matcher(said).matches()) {
            return Optional.of(now.plusSeconds(Long.parseLong(said)));
        }
        try {
            return said.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    /** When there is nothing left of a limit. */
    private static Optional<Instant> used(Map<String, String> headers, Instant now) {
        Optional<Instant> usual = headers.getOrDefault("x-ratelimit-remaining", "").strip().equals("0")
                ? reset(headers, now)
                : Optional.empty();
        return Stream.concat(usual.stream(), Stream.of("req-limit-short", "req-limit-long")
                .map(name -> PINGDOM.matcher(headers.getOrDefault(name, "")))
                .filter(Matcher::find)
                .filter(limit -> Long.parseLong(limit.group(1)) == 0)
                .map(limit -> now.plusSeconds(Long.parseLong(limit.group(2)))))
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> reset(Map<String, String> headers, Instant now) {
        String said = headers.getOrDefault("x-ratelimit-reset", "").strip();
        if (!SECONDS.matcher(said).matches()) {
            return Optional.empty();
        }
        long seconds = Long.parseLong(said);
        return Optional.of(seconds < A_MOMENT ? now.plusSeconds(seconds) : Instant.ofEpochSecond(seconds));
    }
}
