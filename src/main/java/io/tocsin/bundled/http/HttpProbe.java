package io.tocsin.bundled.http;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/** Asks one server once, and again wherever it redirects to. */
final class HttpProbe implements Probe {

    private static final int MOST_REDIRECTS = 10;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final int number = NUMBERS.getAndIncrement();
    private final HttpTarget target;
    private final Clients clients;
    private final Clients.Striped usual;
    private final ProbeContext context;
    private final InstantSource clock;
    private final CertificateLife certificate;
    private final Reasons reasons;

    HttpProbe(HttpTarget target, Clients clients, ProbeContext context, InstantSource clock) {
        this.target = target;
        this.clients = clients;
        this.usual = clients.of(target.setup());
        this.context = context;
        this.clock = clock;
        this.certificate = new CertificateLife(clock);
        this.reasons = new Reasons(clock);
    }

    /** A body longer than the bound is cut, which is no failure: the conditions are judged on what was read. */
    @Override
    public Result run(Duration limit) throws InterruptedException {
        Check check = Check.begin(context, limit, Bodies.mostTaken(target.maxBody()));
        Result.Builder seen = Result.builder();
        try {
            follow(check, seen);
        } catch (IOException failure) {
            if (Thread.interrupted() && !check.over()) {
                throw new InterruptedException("the check of " + target.request().url().host() + " was interrupted");
            }
            seen.connected(check.connection() != null);
            explain(failure, check, seen);
        } finally {
            Check.leave();
        }
        return seen.phases(check.phases()).build();
    }

    /** That a proxy takes no connection says nothing of the target. */
    private void explain(IOException failure, Check check, Result.Builder seen) {
        Phrase reason = reasons.of(failure, check);
        Optional<ProxyReasons.Told> told =
                target.setup().proxy().flatMap(proxy -> ProxyReasons.of(proxy, failure, check, reason));
        boolean nobody = told.map(ProxyReasons.Told::byTarget)
                .orElse(target.setup().proxy().isEmpty() && Reasons.UNREACHABLE.contains(reason.key()));
        Phrase why = told.map(ProxyReasons.Told::reason).orElse(reason);
        if (nobody) {
            seen.unreachable(why);
        } else {
            seen.failure(why);
        }
    }

    private void follow(Check check, Result.Builder seen) throws IOException {
        Optional<Request> next = Optional.of(target.request(clock.instant()));
        for (int asked = 0; next.isPresent(); asked++) {
            if (asked > MOST_REDIRECTS) {
                throw new Failure(Phrase.of("http.redirects", String.valueOf(MOST_REDIRECTS)));
            }
            Request request = next.get();
            next = ask(request, asked == 0 ? usual.client(number) : client(request), check, seen);
        }
    }

    /** @return what to ask next, after a redirect */
    private Optional<Request> ask(Request request, OkHttpClient client, Check check, Result.Builder seen)
            throws IOException {
        check.hop(request.url());
        vet(check);
        Call call = client.newCall(request);
        call.addEventListener(check);
        call.timeout().timeout(check.left(), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            judgeLength(response);
            Optional<Request> next =
                    target.redirects() ? Redirects.next(request, response, target.setup()) : Optional.empty();
            if (next.isEmpty()) {
                answered(call, response, check, seen);
            } else if (!target.setup().reuse()) {
                call.cancel();
            }
            return next;
        }
    }

    /** A proxy looks up names itself: what can be judged beforehand is an address written out. */
    private void vet(Check check) throws Failure {
        if (target.setup().proxy().isEmpty()) {
            return;
        }
        Optional<InetAddress> literal = Addresses.literal(check.url().host());
        try {
            literal.ifPresent(check::allow);
        } catch (Refusal refusal) {
            throw new Failure(refusal.phrase());
        }
    }

    /** For where a redirect leads. */
    private OkHttpClient client(Request request) {
        Setup.Security next = HttpTarget.security(request.isHttps(), target.insecure());
        return clients.of(target.setup().with(next)).client(number);
    }

    private void answered(Call call, Response response, Check check, Result.Builder seen) throws IOException {
        int code = response.code();
        seen.connected(true).status(code, StatusWords.of(code, response.message()));
        Connection connection = check.connection();
        if (connection != null && target.setup().proxy().isEmpty()) {
            seen.ip(connection.route().socketAddress().getAddress());
        }
        if (connection != null && response.request().isHttps()) {
            certificate.left(connection).ifPresent(seen::certificateLeft);
        }
        if (target.setup().version() == Protocol.HTTP_2) {
            judgeVersion(response);
        }
        if (code != SWITCHING_PROTOCOLS) {
            seen.body(clients.bodies().read(call, response, target.maxBody(), check));
        } else {
            call.cancel();
        }
    }

    /** The library would stumble over it. */
    private static void judgeLength(Response response) throws Failure {
        long length = response.body().contentLength();
        if (length < -1) {
            throw new Failure(Phrase.of("http.invalid", "Content-Length: " + length));
        }
    }

    private static void judgeVersion(Response response) throws Failure {
        if (response.protocol() == Protocol.HTTP_1_1 || response.protocol() == Protocol.HTTP_1_0) {
            throw new Failure(Phrase.of("http.version"));
        }
    }
}
