package io.tocsin.bundled.slack;

import io.tocsin.bundled.slack.Connection.Pace;
import io.tocsin.bundled.slack.Messages.Place;
import io.tocsin.channel.Troubles;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Message;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.Route;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slack, as one app in one workspace. */
final class SlackAdapter implements Adapter {

    private static final Logger log = LoggerFactory.getLogger(SlackAdapter.class);

    private final SlackSettings settings;
    private final Pace pace;
    private final Troubles troubles = new Troubles("Slack");
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("slack-", 0).factory());
    /** What comes over the socket, in its order. */
    private final ExecutorService reading =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("slack-reading").factory());
    private final Api api;
    private final Directory directory;
    private final Messages messages;
    private volatile @Nullable Listener listener;
    private volatile @Nullable Connection connection;

    SlackAdapter(SlackSettings settings, InstantSource clock, Pace pace) {
        this.settings = settings;
        this.pace = pace;
        this.api = new Api(settings, troubles, clock, pace.call());
        this.directory = new Directory(api, threads, clock);
        this.messages = new Messages(api, directory);
    }

    @Override
    public void start(Receiver receiver) {
        Inbox inbox = new Inbox(api, directory, messages, threads, pace.slow(), receiver);
        Listener listening = new Listener(api.slack(), settings.signingSecret(), settings.command(), inbox);
        Connection connecting = new Connection(
                api, directory, troubles, settings, pace, envelope -> read(listening, envelope));
        listener = listening;
        connection = connecting;
        troubles.expect(Troubles.CONNECTION, "not connected yet");
        Thread.ofVirtual().name("slack-connection").start(connecting::run);
    }

    private void read(Listener listening, String envelope) {
        try {
            reading.execute(() -> listening.envelope(envelope));
        } catch (RejectedExecutionException closed) {
            log.debug("an envelope came while closing");
        }
    }

    /** Takes a request that Slack posted, where it does not use the socket. */
    Route.Answer event(Route.Request request) throws Exception {
        Listener listening = listener;
        return listening == null || settings.usesSocket()
                ? Route.Answer.text(404, "Slack is not expected here.\n")
                : listening.event(request);
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        return messages.post(address, "", key, message);
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        messages.edit(address, Place.of(reference), message);
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        Place parent = Place.of(reference);
        return messages.post(parent.channel(), parent.ts(), key, message);
    }

    @Override
    public Optional<String> find(String address, String key) throws RoomException {
        return messages.find(address, key);
    }

    @Override
    public String canonical(String address) {
        return directory.canonical(address);
    }

    @Override
    public void checkMention(String mention) {
        if (!Renderer.pings(mention)) {
            throw Refusal.of("slack.mention", mention);
        }
    }

    @Override
    public boolean attaches() {
        return true;
    }

    @Override
    public Optional<String> trouble() {
        return troubles.line();
    }

    @Override
    public void close() {
        Connection connected = connection;
        if (connected != null) {
            connected.close();
        }
        Listener listening = listener;
        if (listening != null) {
            listening.close();
        }
        reading.shutdown();
        threads.shutdown();
        api.close();
    }
}
