package io.tocsin.bundled.ping;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Looking;
import io.tocsin.net.Trouble;
import io.tocsin.spi.AddressText;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends some echo requests; one that comes back is enough to be reached. The response time is the mean of those. */
record PingProbe(Endpoint there, int packets, Dialer dialer, Echoing echoing, ProbeContext context) implements Probe {

    /** What the last request is left, so that the answer comes before the end of the check. */
    private static final int SHARE = 10;

    @Override
    public Result run(Duration limit) throws InterruptedException {
        @Nullable
        RoundTrips[] trips = new @Nullable RoundTrips[1];
        Result result = Looking.at(limit, dialer.clock(), (attempt, seen) -> trips[0] = look(attempt, seen));
        RoundTrips answered = trips[0];
        if (answered == null) {
            return result;
        }
        Phases taken = new Phases(result.phases().dns(), answered.mean(), 0, 0, 0);
        return new Result(
                result.connected(), result.status(), result.statusText(), result.body(), taken, result.ip(),
                result.certificateLeft(), result.domainLeft(), result.dnsRcode(), result.failure(),
                result.unreachable());
    }

    private RoundTrips look(Attempt attempt, Result.Builder seen) throws IOException, InterruptedException {
        InetAddress address = dialer.address(there, context, attempt);
        String shown = AddressText.of(address);
        seen.ip(address);
        long time = attempt.left();
        RoundTrips trips;
        try {
            trips = echoing.send(address, packets, Duration.ofNanos(time - time / SHARE));
        } catch (Echoing.UnavailableException closed) {
            throw new Trouble(Phrase.of("ping.not-allowed", Clean.text(String.valueOf(closed.getMessage()))));
        } catch (NoRouteToHostException nowhere) {
            throw Trouble.unreachable(Phrase.of("ping.no-route", shown, String.valueOf(nowhere.getMessage())));
        }
        seen.body(trips.json().getBytes(StandardCharsets.UTF_8));
        if (trips.received() == 0) {
            throw Trouble.unreachable(Phrase.of("ping.silent", attempt.limit(), shown, String.valueOf(packets)));
        }
        seen.connected(true).status(0, words(trips));
        return trips;
    }

    private static String words(RoundTrips trips) {
        return trips.received() + " of " + trips.sent() + " answered, " + trips.loss() + "% lost";
    }
}
