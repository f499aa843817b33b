package io.tocsin.intake;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.watch.Watching;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers the addresses to which programs report. Safe for use by many threads. */
public final class Intake {

    private static final String SIGNED = "/heartbeat/";
    private static final String PING = "/ping/";
    private static final String PUSH = "/api/push/";
    private static final String ENDPOINTS = "/api/v1/endpoints/";
    private static final String EXTERNAL = "/external";
    private static final int LONGEST_SIGNED = 64 << 10;
    private static final Route.Answer NOTHING = Route.Answer.text(404, "not found");

    private final SignedBeats signed;
    private final Pings pings;
    private final Pushes pushes;
    private final ExternalEndpoints external;

    public Intake(Watching watching, InstantSource clock) {
        Hearing hearing = new Hearing(watching);
        this.signed = new SignedBeats(watching, hearing, clock);
        this.pings = new Pings(watching, hearing, clock);
        this.pushes = new Pushes(watching, hearing, clock);
        this.external = new ExternalEndpoints(watching, hearing, clock);
    }

    /** Whether a path is one of these. */
    public static boolean takes(String rawPath) {
        return rawPath.startsWith(SIGNED) || rawPath.startsWith(PING) || rawPath.startsWith(PUSH)
                || rawPath.startsWith(ENDPOINTS) && rawPath.endsWith(EXTERNAL);
    }

    /** The largest body that such a path takes, in bytes, where the server takes that much. */
    public static int longestBody(String rawPath) {
        return rawPath.startsWith(SIGNED) ? LONGEST_SIGNED : Integer.MAX_VALUE;
    }

    /** Answers a request to a path that is one of these. */
    public Route.Answer answer(String rawPath, Route.Request request, byte[] body) {
        Optional<List<String>> path = segments(rawPath);
        if (path.isEmpty()) {
            return NOTHING;
        }
        Call call = new Call(path.get(), request, body);
        try {
            return answer(rawPath, call);
        } catch (Refusal refused) {
            return Hearing.answer(refused);
        }
    }

    private Route.Answer answer(String rawPath, Call call) {
        if (rawPath.startsWith(SIGNED)) {
            return call.path().size() == 2 ? signed.answer(call) : NOTHING;
        }
        if (rawPath.startsWith(PING)) {
            return pings.answer(call);
        }
        if (rawPath.startsWith(PUSH)) {
            return pushes.answer(call);
        }
        return call.path().size() == 5 ? external.answer(call) : NOTHING;
    }

    private static Optional<List<String>> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        try {
            for (String segment : rawPath.substring(1).split("/", -1)) {
                segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
            return Optional.of(segments);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
