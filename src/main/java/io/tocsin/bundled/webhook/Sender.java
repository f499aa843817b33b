package io.tocsin.bundled.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** Sends to a webhook and tells what its answer means. */
record Sender(Http http, InstantSource clock) {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    /**
     * What is wrong with the message, so that sending it again cannot mend it. A receiver that is gone or wants another
     * token is mended by people, and what it missed is still wanted then.
     */
    private static final Set<Integer> WRONG_MESSAGE = Set.of(400, 413, 415, 422);
    /** The message that is to be changed is not there. */
    private static final Set<Integer> WRONG_REFERENCE = Set.of(404, 410);

    private static final int NOT_FOUND = 404;
    private static final int LONGEST_REMARK = 200;

    /** @return what was answered as JSON; a missing node for anything else */
    JsonNode send(Hook hook, String body) throws RoomException {
        Http.Answer answer = post(hook, body);
        judge(hook, answer);
        return taken(hook, answer);
    }

    /** The same for what is about a message posted before. */
    JsonNode sendAbout(Hook hook, String body) throws RoomException {
        Http.Answer answer = post(hook, body);
        if (WRONG_REFERENCE.contains(answer.status())) {
            throw new RoomException(Kind.REFUSED, said(hook, answer));
        }
        judge(hook, answer);
        return taken(hook, answer);
    }

    private Http.Answer post(Hook hook, String body) throws RoomException {
        return ask(hook, new Http.Request("POST", hook.url(), hook.headersFor(body), body, LIMIT));
    }

    private static JsonNode taken(Hook hook, Http.Answer answer) throws RoomException {
        JsonNode json = json(answer.body());
        if (isFalse(json.path("ok")) || isFalse(json.path("success"))) {
            throw new RoomException(Kind.LATER, hook + " answered that it did not take the message" + remark(json),
                    Optional.empty());
        }
        return json;
    }

    Optional<String> find(Hook hook, String key) throws RoomException {
        String url = hook.url() + (hook.url().indexOf('?') < 0 ? "?" : "&") + "key="
                + URLEncoder.encode(key, StandardCharsets.UTF_8);
        Http.Answer answer = ask(hook, new Http.Request("GET", url, hook.headersFor(""), "", LIMIT));
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        judge(hook, answer);
        String reference = json(answer.body()).path("reference").asText("");
        return reference.isEmpty() ? Optional.empty() : Optional.of(reference);
    }

    private Http.Answer ask(Hook hook, Http.Request request) throws RoomException {
        try {
            return http.send(request);
        } catch (Refusal refusal) {
            throw new RoomException(Kind.REFUSED, hook + ": its address or a header is not allowed", refusal,
                    Optional.empty());
        } catch (IOException failure) {
            throw new RoomException(
                    Kind.LATER, hook + " was not reached: " + failure.getMessage(), failure, Optional.empty());
        }
    }

    private void judge(Hook hook, Http.Answer answer) throws RoomException {
        if (answer.ok()) {
            return;
        }
        Kind kind = WRONG_MESSAGE.contains(answer.status()) ? Kind.REFUSED : Kind.LATER;
        throw new RoomException(kind, said(hook, answer), kind == Kind.LATER ? retryAfter(answer) : Optional.empty());
    }

    private static String said(Hook hook, Http.Answer answer) {
        boolean redirect = answer.status() / 100 == 3;
        return hook + " answered " + answer.status() + remark(json(answer.body()))
                + (redirect
                        ? ", a redirect, which a message does not follow: correct webhook." + hook.name() + ".url"
                        : "");
    }

    /** Seconds, or a date. */
    private Optional<Duration> retryAfter(Http.Answer answer) {
        String value = answer.headers().getOrDefault("retry-after", "").strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            Duration wait = Duration.between(clock.instant(), then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** What the other side says of it, as many chat systems do, cut short. */
    private static String remark(JsonNode json) {
        String said = json.path("error").asText(json.path("message").asText("")).replaceAll("\\p{Cntrl}", " ");
        return said.isEmpty() ? "" : ": " + said.substring(0, Math.min(LONGEST_REMARK, said.length()));
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.booleanValue();
    }

    private static JsonNode json(String text) {
        try {
            return Body.MAPPER.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }
}
