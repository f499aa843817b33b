package io.tocsin.bundled.rocketchat;

import io.tocsin.bundled.rocketchat.Messages.Place;
import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.Live;
import io.tocsin.channel.live.Live.Tempo;
import io.tocsin.channel.live.Turns;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Rocket.Chat, as one user of one server. */
final class RocketChatAdapter implements Adapter {

    private static final String NAME = "Rocket.Chat";

    private final RocketChatSettings settings;
    private final InstantSource clock;
    private final Tempo tempo;
    private final Troubles troubles = new Troubles(NAME);
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rocketchat-", 0).factory());
    private final Api api;
    private final Directory directory;
    private final Messages messages;
    private volatile @Nullable Live live;

    RocketChatAdapter(RocketChatSettings settings, Http http, InstantSource clock, Tempo tempo) {
        this.settings = settings;
        this.clock = clock;
        this.tempo = tempo;
        this.api = new Api(settings, http, troubles, clock, tempo.quiet());
        this.directory = new Directory(api, troubles);
        this.messages = new Messages(api, directory, settings.logsIn() ? settings.password() : settings.token());
    }

    @Override
    public void start(Receiver receiver) {
        Turns turns = new Turns(NAME, threads);
        Inbox inbox = new Inbox(directory, messages, turns, tempo.slow(), receiver);
        Polling polling = new Polling(api, directory, inbox, clock);
        Live connecting = new Live(NAME, new Server(inbox, polling), troubles, tempo);
        live = connecting;
        connecting.start();
    }

    /** The server, as {@link Live} needs it. */
    private final class Server implements Live.Chat {

        private final Inbox inbox;
        private final Polling polling;
        private String token = "";

        private Server(Inbox inbox, Polling polling) {
            this.inbox = inbox;
            this.polling = polling;
        }

        @Override
        public void identify() throws RoomException {
            directory.identify();
            token = api.token();
        }

        @Override
        public URI address() {
            return settings.realtime();
        }

        @Override
        public Live.Talk talk(Live.Out out) {
            return new Realtime(api, inbox, threads, token, out);
        }

        @Override
        public void catchUp() throws RoomException {
            polling.look();
        }
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        if (key.isEmpty()) {
            return messages.answer(directory.room(address), "", message);
        }
        return messages.post(address, "", key, message);
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        messages.edit(Place.of(reference), message);
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        Place parent = Place.of(reference);
        if (key.isEmpty()) {
            return messages.answer(parent.room(), parent.id(), message);
        }
        return messages.post(parent.room(), parent.id(), key, message);
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
            throw Refusal.of("rocketchat.mention", mention);
        }
    }

    @Override
    public Optional<String> trouble() {
        return troubles.line();
    }

    @Override
    public void close() {
        Live connected = live;
        if (connected != null) {
            connected.close();
        }
        threads.shutdown();
    }
}
