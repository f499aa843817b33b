package io.tocsin.intake;

import io.tocsin.heartbeat.Beat;
import io.tocsin.heartbeat.Beat.Kind;
import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Durations;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.watch.MonitorView;
import io.tocsin.watch.Watching;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of Gatus's external endpoints: {@code POST /api/v1/endpoints/<group>_<name>/external} with
 * {@code success=true|false}, perhaps {@code error} and {@code duration}, and the token as bearer. A key that does not exist
 * is answered as a wrong token.
 */
final class ExternalEndpoints {

    private static final String BEARER = "bearer ";
    private static final Route.Answer OK = Route.Answer.text(200, "");
    private static final Route.Answer NO_SUCCESS =
            Route.Answer.text(400, "missing or invalid success query parameter");
    private static final Route.Answer NO_DURATION = Route.Answer.text(400, "invalid duration");
    private static final Route.Answer NO_TOKEN = Route.Answer.text(401, "invalid Authorization header");
    private static final Route.Answer WRONG_TOKEN = Route.Answer.text(401, "invalid token");
    private static final Route.Answer OTHER_METHOD = Route.Answer.text(405, "method not allowed");

    private final Watching watching;
    private final Hearing hearing;
    private final InstantSource clock;

    ExternalEndpoints(Watching watching, Hearing hearing, InstantSource clock) {
        this.watching = watching;
        this.hearing = hearing;
        this.clock = clock;
    }

    Route.Answer answer(Call call) {
        if (!call.method().equals("POST")) {
            return OTHER_METHOD;
        }
        String authorization = call.header("authorization");
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return NO_TOKEN;
        }
        String key = call.path().get(3).toLowerCase(Locale.ROOT);
        Optional<MonitorView> program = watching
                .monitorsByToken(authorization.substring(BEARER.length()).strip())
                .stream()
                .filter(view -> key(view.monitor()).equals(key))
                .findFirst();
        if (program.isEmpty()) {
            return WRONG_TOKEN;
        }
        Optional<Kind> kind = switch (call.query("success")) {
            case "true" -> Optional.of(Kind.SUCCESS);
            case "false" -> Optional.of(Kind.FAILURE);
            default -> Optional.empty();
        };
        return kind.map(it -> report(call, program.get(), it)).orElse(NO_SUCCESS);
    }

    private Route.Answer report(Call call, MonitorView program, Kind kind) {
        Beat beat = Beat.of(kind, clock.instant()).saying(Call.beginning(call.query("error")));
        String duration = call.query("duration");
        try {
            beat = duration.isEmpty() ? beat : beat.took(Durations.parse(duration));
        } catch (Refusal wrong) {
            return NO_DURATION;
        }
        hearing.heard(program, beat);
        return OK;
    }

    /** A name that two groups have is told apart by its group here, but not in the address. */
    private static String key(Monitor monitor) {
        String group = monitor.group() + "/";
        String name = monitor.name().startsWith(group) ? monitor.name().substring(group.length()) : monitor.name();
        return plain(monitor.group()) + "_" + plain(name);
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[ /_,.#+&]", "-");
    }
}
