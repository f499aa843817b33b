package io.tocsin.net;

import io.tocsin.spi.Phrase;
import java.io.EOFException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Why a check failed, in words. */
final class Reasons {

    private static final int DEEPEST = 20;

    private final TlsReasons tls;

    Reasons(InstantSource clock) {
        this.tls = new TlsReasons(clock);
    }

    Trouble of(IOException failure, Attempt attempt) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof Trouble known) {
                return known;
            }
            if (cause instanceof SocketTimeoutException) {
                return noAnswer(attempt);
            }
            cause = cause.getCause();
        }
        if (attempt.over()) {
            return noAnswer(attempt);
        }
        return tls.of(failure, attempt)
                .map(Trouble::new)
                .or(() -> network(failure, attempt))
                .orElseGet(() -> new Trouble(answer(failure, attempt)));
    }

    private static Trouble noAnswer(Attempt attempt) {
        String there = attempt.there();
        return switch (attempt.stage()) {
            case LOOKUP -> new Trouble(Phrase.of("net.no-answer.dns", attempt.limit(), there));
            case CONNECT -> Trouble.unreachable(Phrase.of("net.no-answer.connect", attempt.limit(), there));
            case TLS -> new Trouble(Phrase.of("net.no-answer.tls", attempt.limit(), there));
            case ANSWER, DOWNLOAD ->
                    new Trouble(Phrase.of("net.no-answer.answer", attempt.limit(), there, attempt.awaited()));
        };
    }

    private static Phrase answer(IOException failure, Attempt attempt) {
        if (failure instanceof EOFException) {
            return Phrase.of("net.closed", attempt.there(), attempt.awaited());
        }
        String message = String.valueOf(failure.getMessage());
        return attempt.stage() == Attempt.Stage.CONNECT
                ? Phrase.of("net.failed.connect", attempt.there(), Clean.text(message))
                : Phrase.of("net.failed", attempt.there(), Clean.text(message));
    }

    /** What the operating system says of a connection. */
    private static Optional<Trouble> network(IOException failure, Attempt attempt) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Optional<Trouble> known = cause instanceof PortUnreachableException
                    ? Optional.of(Trouble.unreachable(Phrase.of("net.refused.port", attempt.there())))
                    : known(String.valueOf(cause.getMessage()), attempt);
            if (known.isPresent()) {
                return known;
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<Trouble> known(String message, Attempt attempt) {
        String said = message.toLowerCase(Locale.ROOT);
        String there = attempt.there();
        if (said.contains("refused")) {
            return Optional.of(Trouble.unreachable(Phrase.of("net.refused", there)));
        }
        if (said.contains("reset") || said.contains("broken pipe")) {
            return Optional.of(reset(attempt));
        }
        if (said.contains("unreachable") || said.contains("no route") || said.contains("timed out")) {
            return Optional.of(Trouble.unreachable(Phrase.of("net.unreachable", there, Clean.text(message))));
        }
        if (said.contains("too many open files")) {
            return Optional.of(new Trouble(Phrase.of("net.no-files")));
        }
        return said.contains("cannot assign requested address")
                ? Optional.of(new Trouble(Phrase.of("net.no-ports", there)))
                : Optional.empty();
    }

    private static Trouble reset(Attempt attempt) {
        String there = attempt.there();
        return switch (attempt.stage()) {
            case LOOKUP, CONNECT -> Trouble.unreachable(Phrase.of("net.reset.connect", there));
            case TLS -> new Trouble(Phrase.of("net.reset.tls", there));
            case ANSWER, DOWNLOAD -> new Trouble(Phrase.of("net.reset.answer", there, attempt.awaited()));
        };
    }
}
