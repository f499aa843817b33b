package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.bundled.mattermost.Messages.Place;
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
import io.tocsin.spi.Route;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Mattermost, as one bot account of one server. */
final class MattermostAdapter implements Adapter {

    private static final String NAME = "Mattermost";

    private final MattermostSettings settings;
    private final InstantSource clock;
    private final Tempo tempo;
    private final Troubles troubles = new Troubles(NAME);
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mattermost-", 0).factory());
    private final Api api;
    private final Directory directory;
    private final Optional<Clicks> clicks;
    private final Messages messages;
    private volatile @Nullable Inbox inbox;
    private volatile @Nullable Live live;

    MattermostAdapter(MattermostSettings settings, Http http, InstantSource clock, Tempo tempo) {
        this.settings = settings;
        this.clock = clock;
        this.tempo = tempo;
        this.api = new Api(settings, http, troubles, clock);
        this.directory = new Directory(api, troubles);
        this.clicks = settings.publicUrl().map(url -> new Clicks(url, settings.token()));
        this.messages = new Messages(api, directory, new Renderer(clicks));
    }

    @Override
    public void start(Receiver receiver) {
        Inbox taking = new Inbox(directory, messages, new Turns(NAME, threads), tempo.slow(), receiver);
        Polling polling = new Polling(api, directory, taking, clock);
        Live connecting = new Live(NAME, new Server(taking, polling), troubles, tempo);
        inbox = taking;
        live = connecting;
        connecting.start();
    }

    /** The server, as {@link Live} needs it. */
    private final class Server implements Live.Chat {

        private final Inbox taking;
        private final Polling polling;

        private Server(Inbox taking, Polling polling) {
            this.taking = taking;
            this.polling = polling;
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
        messages.edit(Place.of(reference), message);
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        Place parent = Place.of(reference);
        return messages.post(parent.channel(), parent.post(), key, message);
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
            throw Refusal.of("mattermost.mention", mention);
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
