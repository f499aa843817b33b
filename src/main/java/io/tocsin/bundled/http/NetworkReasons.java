package io.tocsin.bundled.http;

import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.net.SocketException;
import java.util.Locale;
import java.util.Optional;

/** What the operating system says of a connection. */
final class NetworkReasons {

    private static final int DEEPEST = 20;

    private NetworkReasons() {}

    static Optional<Phrase> of(IOException failure, Check.Stage stage, String there) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SocketException) {
                Optional<Phrase> known = known(String.valueOf(cause.getMessage()), stage, there);
                if (known.isPresent()) {
                    return known;
                }
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<Phrase> known(String message, Check.Stage stage, String there) {
        String said = message.toLowerCase(Locale.ROOT);
        if (said.contains("refused")) {
            return Optional.of(Phrase.of("http.refused", there));
        }
        if (said.contains("reset") || said.contains("broken pipe")) {
            return Optional.of(Phrase.of(
                    switch (stage) {
                        case LOOKUP, CONNECT -> "http.reset.connect";
                        case TLS -> "http.reset.tls";
                        case ANSWER -> "http.reset.answer";
                        case BODY -> "http.reset.body";
                    },
                    there));
        }
        if (said.contains("unreachable") || said.contains("no route") || said.contains("timed out")) {
            return Optional.of(Phrase.of("http.unreachable", there, Clean.text(message)));
        }
        if (said.contains("too many open files")) {
            return Optional.of(Phrase.of("http.no-files"));
        }
        return said.contains("cannot assign requested address")
                ? Optional.of(Phrase.of("http.no-ports", there))
                : Optional.empty();
    }
}
