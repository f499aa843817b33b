package io.tocsin.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** Sends what a channel has to say and tells what the answer means. Safe for use by many threads. */
public record Sender(Http http, InstantSource clock) {

    /**
     * What is wrong with the message, so that sending it again cannot mend it. A receiver that is gone or wants another
     * token is mended by people, and what it missed is still wanted then.
     */
    private static final Set<Integer> WRONG_MESSAGE = Set.of(400, 413, 415, 422);
    /** Who asks is not known, or there is nobody at an address that holds a token. */
    private static final Set<Integer> WRONG_KEY = Set.of(401, 403, 404, 410);
    /** The message that is to be changed is not there. */
    private static final Set<Integer> WRONG_REFERENCE = Set.of(404, 410);

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Sends a message.
     *
     * @return what was answered as JSON; a missing node for anything else
     */
    public JsonNode send(Peer peer, Http.Request request, Complaint.Finder complaints) throws RoomException {
        Http.Answer answer = ask(peer, request);
        judge(peer, answer, complaints);
        return taken(peer, answer, complaints);
    }

    /** The same for a message with a key by which the other side knows it: a conflict means that it has it. */
    public void sendKeyed(Peer peer, Http.Request request, Complaint.Finder complaints) throws RoomException {
        Http.Answer answer = ask(peer, request);
        if (answer.status() != CONFLICT) {
            judge(peer, answer, complaints);
            taken(peer, answer, complaints);
        }
    }

    /** The same for what is about a message posted before: one that is not there will not be there later either. */
    public JsonNode sendAbout(Peer peer, Http.Request request, Complaint.Finder complaints) throws RoomException {
        Http.Answer answer = ask(peer, request);
        if (WRONG_REFERENCE.contains(answer.status())) {
            throw new RoomException(Kind.REFUSED, said(peer, answer));
        }
        judge(peer, answer, complaints);
        return taken(peer, answer, complaints);
    }

    /** Sends a message to who tells more of a failure than a status. */
    public JsonNode exchange(Peer peer, Http.Request request, Reading reading) throws RoomException {
        Http.Answer answer = ask(peer, request);
        Optional<Complaint> found = reading.of(answer);
        if (found.isPresent()) {
            Complaint complaint = found.get();
            throw new RoomException(
                    complaint.kind(),
                    peer + " answered " + answer.status() + Remark.shown(complaint.said())
                            + (complaint.denied() ? blames(peer) : ""),
                    complaint.retryAfter().or(() -> retryAfter(answer)));
        }
        judge(peer, answer, _ -> Optional.empty());
        return json(answer.body());
    }

    /** Looks for something; empty if it is not there. */
    public Optional<JsonNode> look(Peer peer, Http.Request request) throws RoomException {
        Http.Answer answer = ask(peer, request);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        judge(peer, answer, _ -> Optional.empty());
        return Optional.of(json(answer.body()));
    }

    private static JsonNode taken(Peer peer, Http.Answer answer, Complaint.Finder complaints) throws RoomException {
        JsonNode json = json(answer.body());
        Optional<Complaint> complaint = complaints.in(json);
        if (complaint.isPresent()) {
            throw new RoomException(
                    complaint.get().kind(),
                    peer + " answered that it did not take the message" + Remark.shown(complaint.get().said())
                            + (complaint.get().denied() ? blames(peer) : ""),
                    complaint.get().retryAfter());
        }
        return json;
    }

    private Http.Answer ask(Peer peer, Http.Request request) throws RoomException {
        try {
            return http.send(request);
        } catch (Refusal denied) {
            throw new RoomException(
                    Kind.REFUSED, peer + ": its address is not allowed", denied, Optional.empty());
        } catch (Http.UnsendableHeader unsendable) { // mended by people, like a key that is not known
            throw new RoomException(
                    Kind.LATER, peer + ": a key has characters that no header may have" + blames(peer), unsendable,
                    Optional.empty());
        } catch (IOException failure) {
            throw new RoomException(
                    Kind.LATER, peer + " was not reached: " + failure.getMessage(), failure, Optional.empty());
        }
    }

    /** Where the body of a failure speaks of a key or a time, it knows better than the status. */
    private void judge(Peer peer, Http.Answer answer, Complaint.Finder complaints) throws RoomException {
        if (answer.ok()) {
            return;
        }
        Optional<Complaint> complaint =
                complaints.in(json(answer.body())).filter(it -> it.denied() || it.retryAfter().isPresent());
        if (complaint.isPresent()) {
            boolean unsaid = complaint.get().denied() && !WRONG_KEY.contains(answer.status());
            throw new RoomException(
                    complaint.get().kind(),
                    said(peer, answer) + (unsaid ? blames(peer) : ""),
                    complaint.get().retryAfter());
        }
        Kind kind = WRONG_MESSAGE.contains(answer.status()) ? Kind.REFUSED : Kind.LATER;
        throw new RoomException(kind, said(peer, answer), kind == Kind.LATER ? retryAfter(answer) : Optional.empty());
    }

    private static String said(Peer peer, Http.Answer answer) {
        boolean redirect = answer.status() / 100 == 3;
        return peer + " answered " + answer.status() + Remark.shown(Remark.in(answer.body(), json(answer.body())))
                + (redirect ? ", a redirect, which a message does not follow: correct " + peer.addressKey() : "")
                + (WRONG_KEY.contains(answer.status()) ? blames(peer) : "");
    }

    private static String blames(Peer peer) {
        return "; look whether " + peer.addressKey() + " is right";
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

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }
}
