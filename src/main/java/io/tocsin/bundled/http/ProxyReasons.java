package io.tocsin.bundled.http;

import io.tocsin.spi.Phrase;
import io.tocsin.via.Tunnel;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Tells a proxy that is down from a target that is. */
final class ProxyReasons {

    private static final int DEEPEST = 20;
    /** Before there is a connection, these are of the proxy. */
    private static final Set<String> OF_THE_WAY = Set.of(
            "http.refused", "http.unreachable", "http.reset.connect", "http.no-answer.connect", "http.no-answer.dns",
            "http.unknown-host", "http.dns-trouble");
    private static final String REFUSED = "Unexpected response code for CONNECT: ";
    /** What a proxy says where it does not get through. */
    private static final Set<String> NOT_REACHED = Set.of("502", "503", "504");

    private ProxyReasons() {}

    /**
     * Why there is no answer by way of a proxy.
     *
     * @param byTarget whether nobody takes connections at the target, as the proxy says
     */
    record Told(Phrase reason, boolean byTarget) {}

    /**
     * What a proxy has to do with a failure.
     *
     * @param reason what would be said of it without one
     * @return empty if nothing
     */
    static Optional<Told> of(ProxyAddress proxy, IOException failure, Check check, Phrase reason) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof Tunnel.Refused refused) {
                return Optional.of(new Told(refused.reason(), refused.byTarget()));
            }
            String message = String.valueOf(cause.getMessage());
            if (message.startsWith(REFUSED) && NOT_REACHED.contains(message.substring(REFUSED.length()))) {
                return Optional.of(new Told(
                        Phrase.of("via.target.unreachable", there(check.url()), proxy.toString(),
                                "status " + message.substring(REFUSED.length())),
                        true));
            }
            cause = cause.getCause();
        }
        if (!OF_THE_WAY.contains(reason.key())) {
            return Optional.empty();
        }
        CheckSocket socket = check.socket();
        return Optional.of(new Told(
                socket != null && socket.isConnected() && reason.key().startsWith("http.no-answer")
                        ? Phrase.of("via.proxy.waiting", check.limit(), proxy.toString(), there(check.url()))
                        : Phrase.of("via.proxy.down", proxy.toString(), there(check.url()), reason),
                false));
    }

    private static String there(HttpUrl url) {
        return url.host() + ":" + url.port();
    }
}
