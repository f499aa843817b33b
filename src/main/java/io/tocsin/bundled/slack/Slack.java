package io.tocsin.bundled.slack;

import io.tocsin.bundled.slack.Connection.Pace;
import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.ChatAdapter;
import io.tocsin.channel.live.Hearing;
import io.tocsin.channel.live.Turns;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Route;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slack, as one app in one workspace. */
final class Slack {

    private static final Logger log = LoggerFactory.getLogger(Slack.class);

    private final SlackSettings settings;
    private final Pace pace;
    private final Troubles troubles = new Troubles("Slack");
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("slack-", 0).factory());
    private final Api api;
    private final Directory directory;
    private final Messages messages;
    private volatile @Nullable Listener listener;

    Slack(SlackSettings settings, InstantSource clock, Pace pace) {
        this.settings = settings;
        this.pace = pace;
        this.api = new Api(settings, troubles, clock, pace.call());
        this.directory = new Directory(api, threads, clock);
        this.messages = new Messages(api, directory);
    }

    Adapter adapter() {
        return new ChatAdapter<>(troubles, messages, this::hearing);
    }

    private Hearing hearing(Receiver receiver) {
        Inbox inbox = new Inbox(api, directory, messages, new Turns("Slack", threads), pace.slow(), receiver);
        Listener listening = new Listener(api.slack(), settings.signingSecret(), settings.command(), inbox);
        listener = listening;
        return new Socketed(listening);
    }

    /** Keeps connected, and has what comes over the socket read in its order. */
    private final class Socketed implements Hearing {

        private final Listener listening;
        private final ExecutorService reading =
                Executors.newSingleThreadExecutor(Thread.ofVirtual().name("slack-reading").factory());
        private final Connection connection;

        private Socketed(Listener listening) {
            this.listening = listening;
            this.connection = new Connection(api, directory, troubles, settings, pace, this::read);
        }

        @Override
        public void start() {
            troubles.expect(Troubles.CONNECTION, "not connected yet");
            Thread.ofVirtual().name("slack-connection").start(connection::run);
        }

        private void read(String envelope) {
            try {
                reading.execute(() -> listening.envelope(envelope));
            } catch (RejectedExecutionException closed) {
                log.debug("an envelope came while closing");
            }
        }

        @Override
        public void close() {
            connection.close();
            listening.close();
            reading.shutdown();
            threads.shutdown();
        }
    }

    /** Takes a request that Slack posted, where it does not use the socket. */
    Route.Answer event(Route.Request request) throws Exception {
        Listener listening = listener;
        return listening == null || settings.usesSocket()
                ? Route.Answer.text(404, "Slack is not expected here.\n")
                : listening.event(request);
    }
}
