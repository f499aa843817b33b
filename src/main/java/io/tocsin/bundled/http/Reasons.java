package io.tocsin.bundled.http;

import io.tocsin.spi.Phrase;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Set;

/** Why a check failed, in words. */
final class Reasons {

    /** Those that say that nobody takes connections there. */
    static final Set<String> UNREACHABLE =
            Set.of("http.refused", "http.unreachable", "http.reset.connect", "http.no-answer.connect");

    private static final long LONGEST_HEADER = 256 * 1_024;
    private static final int DEEPEST = 20;

    private final TlsReasons tls;

    Reasons(InstantSource clock) {
        this.tls = new TlsReasons(clock);
    }

    Phrase of(IOException failure, Check check) {
        Phrase reason = reason(failure, check);
        return check.redirected() ? Phrase.of("http.redirected", Redirects.shown(check.url()), reason) : reason;
    }

    private Phrase reason(IOException failure, Check check) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof Failure known) {
                return known.reason();
            }
            cause = cause.getCause();
        }
        if (check.over()) {
            return noAnswer(check);
        }
        if (failure instanceof UnknownHostException) {
            return unknownHost(failure, check);
        }
        String there = there(check);
        return tls.of(failure, check)
                .or(() -> NetworkReasons.of(failure, check.stage(), there))
                .orElseGet(() -> answer(failure, check, there));
    }

    private static Phrase noAnswer(Check check) {
        return switch (check.stage()) {
            case LOOKUP -> Phrase.of("http.no-answer.dns", check.limit(), check.lookedUp());
            case CONNECT -> Phrase.of("http.no-answer.connect", check.limit(), there(check));
            case TLS -> Phrase.of("http.no-answer.tls", check.limit(), there(check));
            case ANSWER ->
                    Phrase.of(
                            begun(check) ? "http.no-answer.header" : "http.no-answer.first-byte",
                            check.limit(),
                            there(check));
            case BODY ->
                    check.bodyLength() < 0
                            ? Phrase.of("http.no-answer.body", check.limit(), String.valueOf(check.bodyRead()))
                            : Phrase.of(
                                    "http.no-answer.body-of",
                                    check.limit(),
                                    String.valueOf(check.bodyRead()),
                                    String.valueOf(check.bodyLength()));
        };
    }

    /** Whether part of a header has come; inside TLS nobody can tell. */
    private static boolean begun(Check check) {
        CheckSocket socket = check.socket();
        return socket != null && !check.url().isHttps() && socket.answered() > 0;
    }

    private static Phrase unknownHost(IOException failure, Check check) {
        boolean silent = String.valueOf(failure.getMessage()).contains("Temporary failure");
        String name = check.lookedUp().isEmpty() ? check.url().host() : check.lookedUp();
        return Phrase.of(silent ? "http.dns-trouble" : "http.unknown-host", name);
    }

    /** What is wrong with an answer. */
    private static Phrase answer(IOException failure, Check check, String there) {
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("header byte count limit")) {
            return Phrase.of("http.header");
        }
        if (message.startsWith("unexpected end of stream on")) {
            return header(failure, check, there);
        }
        if (check.stage() == Check.Stage.BODY && message.startsWith("unexpected end of stream")) {
            return check.bodyLength() < 0
                    ? Phrase.of("http.cut", String.valueOf(check.bodyRead()))
                    : Phrase.of("http.cut.of", String.valueOf(check.bodyRead()), String.valueOf(check.bodyLength()));
        }
        if (check.stage() == Check.Stage.BODY && failure instanceof EOFException) {
            return Phrase.of("http.cut", String.valueOf(check.bodyRead()));
        }
        if (message.startsWith("Failed to authenticate with proxy")) {
            return Phrase.of("http.proxy-auth", there);
        }
        if (message.startsWith("Unexpected response code for CONNECT: ")) {
            return Phrase.of("http.proxy-refused", there, Clean.text(message.substring(message.indexOf(": ") + 2)));
        }
        if (failure instanceof ProtocolException) {
            return Phrase.of("http.invalid", Clean.text(message));
        }
        return Phrase.of("http.failed", there, Clean.text(message.isBlank() ? failure.toString() : message));
    }

    /** OkHttp ends a header that is too long as one that breaks off. */
    private static Phrase header(IOException failure, Check check, String there) {
        CheckSocket socket = check.socket();
        if (socket != null && socket.answered() >= LONGEST_HEADER) {
            return Phrase.of("http.header");
        }
        String detail = failure.getCause() == null ? "" : String.valueOf(failure.getCause().getMessage());
        boolean nothing = socket == null || check.url().isHttps() ? detail.contains("limit=0") : socket.answered() == 0;
        return Phrase.of(nothing ? "http.closed" : "http.closed.header", there);
    }

    private static String there(Check check) {
        return Addresses.shown(check.failedAt(), check.url().host());
    }
}
