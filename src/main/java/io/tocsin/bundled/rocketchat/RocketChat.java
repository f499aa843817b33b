package io.tocsin.bundled.rocketchat;

import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.ChatAdapter;
import io.tocsin.channel.live.Hearing;
import io.tocsin.channel.live.Live;
import io.tocsin.channel.live.Live.Tempo;
import io.tocsin.channel.live.Turns;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Http;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Rocket.Chat, as one user of one server. */
final class RocketChat {

    private static final String NAME = "Rocket.Chat";

    private final RocketChatSettings settings;
    private final InstantSource clock;
    private final Tempo tempo;
    private final Troubles troubles = new Troubles(NAME);
    private final Api api;
    private final Directory directory;
    private final Messages messages;

    RocketChat(RocketChatSettings settings, Http http, InstantSource clock, Tempo tempo) {
        this.settings = settings;
        this.clock = clock;
        this.tempo = tempo;
        this.api = new Api(settings, http, troubles, clock, tempo.quiet());
        this.directory = new Directory(api, troubles);
        this.messages = new Messages(api, directory, settings.logsIn() ? settings.password() : settings.token());
    }

    Adapter adapter() {
        return new ChatAdapter<>(troubles, messages, this::hearing);
    }

    private Hearing hearing(Receiver receiver) {
        ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rocketchat-", 0).factory());
        Inbox inbox = new Inbox(directory, messages, new Turns(NAME, threads), tempo.slow(), receiver);
        return new Live(NAME, new Server(threads, inbox), troubles, tempo);
    }

    /** The server, as {@link Live} needs it. */
    private final class Server implements Live.Chat {

        private final ExecutorService threads;
        private final Inbox inbox;
        private final Polling polling;
        private String token = "";

        private Server(ExecutorService threads, Inbox inbox) {
            this.threads = threads;
            this.inbox = inbox;
            this.polling = new Polling(api, directory, inbox, clock);
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

        @Override
        public void close() {
            threads.shutdown();
        }
    }
}
