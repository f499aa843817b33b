package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.tocsin.spi.Route;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Mattermost, as one bot account of one server. */
final class Mattermost {

    private static final String NAME = "Mattermost";

    private final MattermostSettings settings;
    private final InstantSource clock;
    private final Tempo tempo;
    private final Troubles troubles = new Troubles(NAME);
    private final Api api;
    private final Directory directory;
    private final Optional<Clicks> clicks;
    private final Messages messages;
    private volatile @Nullable Inbox inbox;

    Mattermost(MattermostSettings settings, Http http, InstantSource clock, Tempo tempo) {
        this.settings = settings;
        this.clock = clock;
        this.tempo = tempo;
        this.api = new Api(settings, http, troubles, clock);
        this.directory = new Directory(api, troubles);
        this.clicks = settings.publicUrl().map(url -> new Clicks(url, settings.token()));
        this.messages = new Messages(api, directory, new Renderer(clicks));
    }

    Adapter adapter() {
        return new ChatAdapter<>(troubles, messages, this::hearing);
    }

    private Hearing hearing(Receiver receiver) {
        ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mattermost-", 0).factory());
        Inbox taking = new Inbox(directory, messages, new Turns(NAME, threads), tempo.slow(), receiver);
        inbox = taking;
        return new Live(NAME, new Server(threads, taking), troubles, tempo);
    }

    /** The server, as {@link Live} needs it. */
    private final class Server implements Live.Chat {

        private final ExecutorService threads;
        private final Inbox taking;
        private final Polling polling;

        private Server(ExecutorService threads, Inbox taking) {
            this.threads = threads;
            this.taking = taking;
            this.polling = new Polling(api, directory, taking, clock);
        }

        @Override
        public void identify() throws RoomException {
            directory.identify();
        }

        @Override
        public URI address() {
            return settings.websocket();
        }

        @Override
        public Live.Talk talk(Live.Out out) {
            return new Events(settings.token(), taking, out);
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

    /** Takes a click that Mattermost posted. */
    Route.Answer click(Route.Request request) {
        Inbox taking = inbox;
        if (taking == null || clicks.isEmpty()) {
            return Route.Answer.text(404, "Mattermost is not expected here.\n");
        }
        JsonNode click = Api.json(request.body());
        Optional<String> line = clicks.get().line(click.path("context"));
        if (line.isEmpty()) {
            return Route.Answer.text(403, "This is no click on a button of mine.\n");
        }
        taking.click(click, line.get());
        return new Route.Answer(200, "application/json", "{}");
    }
}
