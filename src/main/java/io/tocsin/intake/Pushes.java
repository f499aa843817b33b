package io.tocsin.intake;

import io.tocsin.heartbeat.Beat;
import io.tocsin.heartbeat.Beat.Kind;
import io.tocsin.spi.Route;
import io.tocsin.watch.MonitorView;
import io.tocsin.watch.Watching;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** The push address of Uptime Kuma: {@code /api/push/<token>?status=up&msg=OK&ping=12.5}, by whatever method. */
final class Pushes {

    private static final String JSON = "application/json; charset=utf-8";
    private static final Route.Answer OK = new Route.Answer(200, JSON, "{\"ok\":true}");
    private static final Route.Answer UNKNOWN =
            new Route.Answer(404, JSON, "{\"ok\":false,\"msg\":\"Monitor not found or not active.\"}");
    /** What it says when it has nothing to say. */
    private static final String NO_MESSAGE = "OK";
    private static final Pattern MILLIS = Pattern.compile("\\d{1,12}(\\.\\d{1,30})?");

    private final Watching watching;
    private final Hearing hearing;
    private final InstantSource clock;

    Pushes(Watching watching, Hearing hearing, InstantSource clock) {
        this.watching = watching;
        this.hearing = hearing;
        this.clock = clock;
    }

    Route.Answer answer(Call call) {
        Optional<MonitorView> program =
                call.path().size() == 3 ? watching.monitorByToken(call.path().get(2)) : Optional.empty();
        if (program.isEmpty()) {
            return UNKNOWN;
        }
        String status = call.query("status");
        Kind kind = status.isEmpty() || status.equals("up") ? Kind.SUCCESS : Kind.FAILURE;
        String message = call.query("msg").equals(NO_MESSAGE) ? "" : Call.beginning(call.query("msg"));
        Beat beat = Beat.of(kind, clock.instant()).saying(message);
        String ping = call.query("ping");
        if (MILLIS.matcher(ping).matches()) {
            beat = beat.took(Duration.ofNanos((long) (Double.parseDouble(ping) * 1_000_000)));
        }
        hearing.heard(program.get(), beat);
        return OK;
    }
}
