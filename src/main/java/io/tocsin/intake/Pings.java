package io.tocsin.intake;

import io.tocsin.heartbeat.Beat;
import io.tocsin.heartbeat.Beat.Kind;
import io.tocsin.spi.Route;
import io.tocsin.watch.MonitorView;
import io.tocsin.watch.Watching;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ping addresses of healthchecks.io: {@code /ping/<token>}, then nothing, start, fail, log, or an exit status. */
final class Pings {

    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern EXIT = Pattern.compile("\\d{1,3}");
    private static final int HIGHEST_EXIT = 255;
    private static final Route.Answer OK = Route.Answer.text(200, "OK");
    private static final Route.Answer UNKNOWN = Route.Answer.text(404, "not found");
    private static final Route.Answer NO_ADDRESS = Route.Answer.text(400, "invalid url format");
    private static final Route.Answer NO_RUN = Route.Answer.text(400, "invalid uuid format");
    private static final Route.Answer OTHER_METHOD = Route.Answer.text(405, "method not allowed");

    private final Watching watching;
    private final Hearing hearing;
    private final InstantSource clock;

    Pings(Watching watching, Hearing hearing, InstantSource clock) {
        this.watching = watching;
        this.hearing = hearing;
        this.clock = clock;
    }

    Route.Answer answer(Call call) {
        if (!call.method().matches("GET|HEAD|POST")) {
            return OTHER_METHOD;
        }
        Optional<MonitorView> program = watching.monitorByToken(call.path().get(1));
        if (program.isEmpty() || call.path().size() > 3) {
            return UNKNOWN;
        }
        String run = call.query("rid");
        if (!run.isEmpty() && !UUID.matcher(run).matches()) {
            return NO_RUN;
        }
        String what = call.path().size() == 2 ? "" : call.path().get(2);
        if (what.equals("log")) {
            return OK;
        }
        Optional<Beat> beat = beat(what);
        if (beat.isEmpty()) {
            return NO_ADDRESS;
        }
        hearing.heard(program.get(), beat.get().of(run).saying(call.text()));
        return OK;
    }

    private Optional<Beat> beat(String what) {
        return switch (what) {
            case "" -> Optional.of(Beat.of(Kind.SUCCESS, clock.instant()));
            case "start" -> Optional.of(Beat.of(Kind.START, clock.instant()));
            case "fail" -> Optional.of(Beat.of(Kind.FAILURE, clock.instant()));
            default -> Optional.of(what).filter(text -> EXIT.matcher(text).matches())
                    .map(Integer::parseInt)
                    .filter(status -> status <= HIGHEST_EXIT)
                    .map(status -> Beat.of(status == 0 ? Kind.SUCCESS : Kind.FAILURE, clock.instant()).exited(status));
        };
    }
}
