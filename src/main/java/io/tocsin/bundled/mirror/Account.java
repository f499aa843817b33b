package io.tocsin.bundled.mirror;

import io.tocsin.net.Clean;
import io.tocsin.spi.Http;
import io.tocsin.spi.Json;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An account that is asked for all its monitors at once: the first check that finds the last answer too old asks, others
 * that come meanwhile wait for it. Safe for use by many threads.
 */
final class Account {

    /** What webhooks may have it asked in addition. */
    private static final Duration BETWEEN_WEBHOOKS = Duration.ofSeconds(10);
    /** Monitors on one schedule start spread over so much, and belong to one question nevertheless. */
    private static final Duration SPREAD = Duration.ofSeconds(5);
    /** What a limit says is waited for within a check, if it is no more. */
    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final int MOST_PAGES = 100;

    private final Access access;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Optional<Http> http = Optional.empty();
    private volatile Poll last = Poll.NEVER;
    private volatile Instant quiet = Instant.MIN;
    private volatile Instant outdated = Instant.MIN;
    private boolean called;

    /** Why an account cannot be asked. */
    private static final class Unasked extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Phrase why;

        Unasked(Phrase why) {
            super(why.toString());
            this.why = why;
        }
    }

    Account(Access access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
    }

    Access access() {
        return access;
    }

    /** The way out, from now on. */
    void open(Http way) {
        http = Optional.of(way);
    }

    /** A webhook has come. */
    synchronized void call() {
        called = true;
    }

    /** Whether a webhook wants it to be asked, and it may be; the answer there is counts as old then. */
    synchronized boolean answersCall() {
        Instant now = clock.instant();
        if (!called || now.isBefore(quiet) || now.isBefore(earliest(last.began()))) {
            return false;
        }
        called = false;
        outdated = now;
        return true;
    }

    private static Instant earliest(Instant began) {
        return began.equals(Instant.MIN) ? began : began.plus(BETWEEN_WEBHOOKS);
    }

    /** What it sees, asked for unless that is known. */
    Poll view(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        if (isFresh(last)) {
            return last;
        }
        if (!asking.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return Poll.failed(clock.instant(), Instant.MIN, late(limit));
        }
        try {
            if (!isFresh(last)) {
                last = ask(limit, end);
            }
            return last;
        } finally {
            asking.unlock();
        }
    }

    private boolean isFresh(Poll poll) {
        return clock.instant().isBefore(poll.until()) && !poll.began().isBefore(outdated);
    }

    private Poll ask(Duration limit, long end) throws InterruptedException {
        Instant began = clock.instant();
        Duration spread = shorter(SPREAD, access.every().dividedBy(10));
        Map<String, Item> items = new LinkedHashMap<>();
        try {
            Optional<String> next = Optional.of(access.service().first());
            for (int page = 0; next.isPresent(); page++) {
                if (page == MOST_PAGES) {
                    throw new Unasked(Phrase.of("mirror.endless", access.title()));
                }
                Service.Page found = page(next.get(), items.size(), limit, end);
                found.items().forEach(item -> items.put(item.id(), item));
                next = found.next();
            }
            return new Poll(began, began.plus(access.every()).minus(spread), List.copyOf(items.values()),
                    Optional.empty());
        } catch (Unasked unasked) {
            Instant soon = began.plus(shorter(AFTER_FAILURE, access.every())).minus(spread);
            return Poll.failed(began, quiet.isAfter(soon) ? quiet : soon, unasked.why);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Service.Page page(String path, int before, Duration limit, long end)
            throws Unasked, InterruptedException {
        rest(end);
        Http.Answer answer = answer(path, limit, end);
        Instant now = clock.instant();
        Limits.until(answer, now).ifPresent(until -> quiet = until);
        if (!answer.ok()) {
            throw new Unasked(refused(answer, now));
        }
        try {
            return access.service().read(Json.parse(answer.body()), before);
        } catch (Refusal unreadable) {
            throw new Unasked(Phrase.of("mirror.unreadable", access.title(), unreadable.phrase()));
        }
    }

    /** Leaves the service alone as long as it wants, if that is but a moment. */
    private void rest(long end) throws Unasked, InterruptedException {
        Instant now = clock.instant();
        if (!now.isBefore(quiet)) {
            return;
        }
        Duration wait = Duration.between(now, quiet);
        if (wait.compareTo(A_MOMENT) > 0 || wait.toNanos() >= end - System.nanoTime()) {
            throw new Unasked(Phrase.of("mirror.limit", access.title(), wait));
        }
        TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    }

    private Http.Answer answer(String path, Duration limit, long end) throws Unasked {
        Http way = http.orElseThrow(() -> new Unasked(Phrase.of("mirror.closed", access.title())));
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        try {
            return way.send(new Http.Request("GET", access.api() + path,
                    Map.of("Accept", "application/json", "Authorization", "Bearer " + access.key()), "", left));
        } catch (InterruptedIOException slow) {
            throw new Unasked(late(limit));
        } catch (IOException unreached) {
            String why = Clean.text(String.valueOf(unreached.getMessage()));
            throw new Unasked(Phrase.of("mirror.unreached", access.title(), why));
        } catch (Refusal refused) {
            throw new Unasked(Phrase.of("mirror.unreached", access.title(), refused.phrase()));
        }
    }

    private Phrase late(Duration limit) {
        return Phrase.of("mirror.late", access.title(), limit);
    }

    private Phrase refused(Http.Answer answer, Instant now) {
        String said = said(answer.body());
        return switch (answer.status()) {
            case 401 -> Phrase.of("mirror.key", access.title(), access.keyOfKey(), said);
            case 403 -> Phrase.of("mirror.forbidden", access.title(), access.keyOfKey(), said);
            case 404 -> Phrase.of("mirror.no-api", access.title(), access.service().name() + ".api-url");
            case 429 -> Phrase.of("mirror.too-often", access.title(),
                    now.isBefore(quiet) ? Duration.between(now, quiet) : Duration.ZERO);
            default -> Phrase.of("mirror.status", access.title(), Integer.toString(answer.status()), said);
        };
    }

    /** What the service says of its refusal, with a colon in front; empty if it says nothing that can be read. */
    private String said(String body) {
        try {
            Json answer = Json.parse(body);
            String said = answer.at("message").text() + answer.at("error", "errormessage").text();
            String clean = Clean.text(said.replace(access.key(), "***"));
            return clean.isEmpty() ? "" : ": " + clean;
        } catch (Refusal noJson) {
            return "";
        }
    }
}
