package io.tocsin.bundled.slack;

import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import com.slack.api.methods.response.auth.AuthTestResponse;
import io.tocsin.bundled.slack.Api.Ask;
import io.tocsin.bundled.slack.Directory.Self;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.Backoff;
import io.tocsin.spi.RoomException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who the bot is and keeps a socket open, on one thread, until it is closed. */
final class Connection {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final Api api;
    private final Directory directory;
    private final Troubles troubles;
    private final SlackSettings settings;
    private final Pace pace;
    private final Backoff backoff;
    private final Consumer<String> envelopes;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Socket current;
    private int failures;

    /**
     * How long things may take.
     *
     * @param retry the first wait after a failure; each further one is twice as long
     * @param longestRetry the longest wait after failures
     * @param hello until a new connection must have greeted
     * @param look between two looks at the connection
     * @param quiet after which it is asked for a sign of life, and given up if it then stays quiet as long again
     * @param renew without an envelope after which a new one is opened: Slack may have forgotten this one
     * @param slow after which a command shows that it is worked on
     * @param call until a request must be answered
     */
    record Pace(
            Duration retry, Duration longestRetry, Duration hello, Duration look, Duration quiet, Duration renew,
            Duration slow, Duration call) {

        static final Pace USUAL = new Pace(
                Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(15), Duration.ofSeconds(5),
                Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(15));
    }

    Connection(
            Api api, Directory directory, Troubles troubles, SlackSettings settings, Pace pace,
            Consumer<String> envelopes) {
        this.api = api;
        this.directory = directory;
        this.troubles = troubles;
        this.settings = settings;
        this.pace = pace;
        this.backoff = new Backoff(pace.retry(), pace.longestRetry());
        this.envelopes = envelopes;
    }

    void run() {
        try {
            while (!isClosed()) {
                connect();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when it is closed, or after a mistake. */
    private void connect() throws InterruptedException {
        try {
            while (!isClosed() && !identify()) {
                pause(Optional.empty());
            }
            if (settings.usesSocket()) {
                stayConnected();
            } else {
                closed.await();
            }
        } catch (RuntimeException mistake) {
            log.error("Slack: what kept the connection failed and goes on", mistake);
            close(current);
            failed(mistake.toString(), Optional.empty());
        }
    }

    private boolean identify() {
        try {
            AuthTestResponse me =
                    api.call(new Ask("auth.test", true), Set.of(), client -> client.authTest(it -> it));
            directory.self(new Self(
                    Objects.requireNonNullElse(me.getUserId(), ""), Objects.requireNonNullElse(me.getBotId(), ""),
                    Objects.requireNonNullElse(me.getUser(), "tocsin")));
            failures = 0;
            if (!settings.usesSocket()) {
                troubles.end(Troubles.CONNECTION);
            }
            log.info("Slack: I am {} in {}", Plain.line(directory.self().name(), 80),
                    Plain.line(String.valueOf(me.getTeam()), 80));
            directory.lookSoon();
            return true;
        } catch (RoomException failure) {
            if (!troubles.has(Troubles.TOKEN)) {
                troubles.begin(Troubles.CONNECTION, "not connected: " + failure.getMessage());
            }
            return false;
        }
    }

    private void stayConnected() throws InterruptedException {
        Socket old = null;
        while (!isClosed()) {
            Optional<Socket> opened = open();
            if (old != null && (opened.isPresent() || old.isClosed())) {
                old.leave();
                old = null;
            }
            if (opened.isEmpty()) {
                continue;
            }
            Socket socket = opened.get();
            long since = System.nanoTime();
            log.info("Slack: {}", watch(socket));
            if (socket.isDismissed()) {
                old = socket;
            } else {
                socket.leave();
            }
            boolean lasted = System.nanoTime() - since > pace.quiet().toNanos();
            if (lasted || failures == 0) {
                failures = lasted ? 0 : 1;
            } else {
                pause(Optional.empty());
            }
        }
        close(old);
    }

    private Optional<Socket> open() throws InterruptedException {
        Socket socket = null;
        try {
            AppsConnectionsOpenResponse answer = api.call(
                    new Ask("apps.connections.open", true), Set.of(), settings.appToken(), "slack.app-token",
                    client -> client.appsConnectionsOpen(it -> it));
            socket = new Socket(
                    URI.create(answer.getUrl()), api.slack().getConfig().getProxyUrl(), pace.hello(), envelopes);
            socket.connect();
            current = socket;
            socket.hello().get(pace.hello().toMillis(), TimeUnit.MILLISECONDS);
            troubles.end(Troubles.CONNECTION);
            return Optional.of(socket);
        } catch (RoomException failure) {
            failed(String.valueOf(failure.getMessage()), failure.retryAfter());
        } catch (ExecutionException failure) {
            failed(reason(failure), Optional.empty());
        } catch (TimeoutException late) {
            failed("no greeting within " + pace.hello().toSeconds() + " s", Optional.empty());
        } catch (IllegalArgumentException | UnsupportedOperationException noAddress) {
            failed("Slack named no address to connect to", Optional.empty());
        }
        close(socket);
        return Optional.empty();
    }

    private static String reason(ExecutionException failure) {
        return failure.getCause() == null ? "no reason" : String.valueOf(failure.getCause().getMessage());
    }

    private static void close(@Nullable Socket socket) {
        if (socket != null) {
            socket.leave();
        }
    }

    private void failed(String why, Optional<Duration> wait) throws InterruptedException {
        troubles.begin(Troubles.CONNECTION, "not connected: " + why);
        pause(wait);
    }

    /** Returns, with the reason, when the socket is of no use any more. */
    private String watch(Socket socket) throws InterruptedException {
        while (!isClosed()) {
            try {
                return socket.ended().get(pace.look().toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            } catch (TimeoutException stillThere) {
                if (socket.silence().compareTo(pace.quiet().multipliedBy(2)) > 0) {
                    return "nothing was heard for " + socket.silence().toSeconds() + " s, I connect again";
                }
                if (socket.sinceEnvelope().compareTo(pace.renew()) > 0) {
                    return "nothing was said for " + pace.renew().toMinutes() + " min, I renew the connection";
                }
                if (socket.silence().compareTo(pace.quiet()) > 0) {
                    socket.ping();
                }
            }
        }
        return "closed";
    }

    private void pause(Optional<Duration> asked) throws InterruptedException {
        Duration usual = backoff.after(failures++, ThreadLocalRandom.current());
        long wait = Math.max(usual.toNanos(), asked.orElse(Duration.ZERO).toNanos());
        if (closed.await(wait, TimeUnit.NANOSECONDS)) {
            log.debug("closed while waiting");
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    void close() {
        closed.countDown();
        close(current);
    }
}
