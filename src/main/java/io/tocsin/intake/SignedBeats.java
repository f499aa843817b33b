package io.tocsin.intake;

import io.tocsin.heartbeat.Beat;
import io.tocsin.spi.ReportedType.Expected;
import io.tocsin.spi.Route;
import io.tocsin.watch.MonitorView;
import io.tocsin.watch.Watching;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * {@code /heartbeat/<name>}: signed posts of the program, and whether it lives for whoever asks. Nobody learns from the
 * answers which names there are.
 */
final class SignedBeats {

    /** One clock that is wrong, or forged, must not lock the program out for long. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Route.Answer HEARD = Route.Answer.text(200, "OK\n");
    private static final Route.Answer LATE = Route.Answer.text(404, "No sign of life.\n");
    private static final Route.Answer FORGED = Route.Answer.text(403, "The signature is missing or wrong.\n");
    private static final Route.Answer UNREADABLE =
            Route.Answer.text(400,
                    "The body has to be JSON with the time in seconds, such as {\"time\": 1732236444.5}.\n");
    private static final Route.Answer TOO_LATE =
            Route.Answer.text(400, "The time is too far in the future; it is in seconds since 1970.\n");
    private static final Route.Answer OTHER_METHOD = Route.Answer.text(405, "This path answers to GET, POST.\n");

    private final Watching watching;
    private final Hearing hearing;
    private final InstantSource clock;
    /** Stands in for the secret of a program that has none or does not exist. */
    private final String nobodys;

    SignedBeats(Watching watching, Hearing hearing, InstantSource clock) {
        this.watching = watching;
        this.hearing = hearing;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.nobodys = HexFormat.of().formatHex(random);
    }

    Route.Answer answer(Call call) {
        Optional<MonitorView> program =
                watching.monitor(call.path().get(1)).filter(view -> view.monitor().expected().isPresent());
        return switch (call.method()) {
            case "GET", "HEAD" ->
                    program.filter(view -> view.pulse().fresh(clock.instant())).isPresent() ? HEARD : LATE;
            case "POST" -> post(call, program);
            default -> OTHER_METHOD;
        };
    }

    private Route.Answer post(Call call, Optional<MonitorView> program) {
        String secret = program.flatMap(view -> view.monitor().expected())
                .map(Expected::secret)
                .filter(text -> !text.isEmpty())
                .orElse(nobodys);
        if (!Signature.given(call) || !Signature.holds(call, secret) || program.isEmpty()) {
            return FORGED;
        }
        Optional<BigDecimal> time = BeatTime.read(call.body());
        if (time.isEmpty()) {
            return UNREADABLE;
        }
        long latest = clock.instant().plus(AHEAD).getEpochSecond();
        if (time.get().compareTo(BigDecimal.valueOf(latest)) > 0) {
            return TOO_LATE;
        }
        hearing.heard(program.get(), Beat.of(Beat.Kind.SUCCESS, clock.instant()).timed(time.get()));
        return HEARD;
    }
}
