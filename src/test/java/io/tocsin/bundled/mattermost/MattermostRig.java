package io.tocsin.bundled.mattermost;

import static org.awaitility.Awaitility.await;

import io.tocsin.channel.live.Backoff;
import io.tocsin.channel.live.Live.Tempo;
import io.tocsin.config.Keys;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.Targets;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Http;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Route;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An adapter on a fake Mattermost, and what it handed in. */
final class MattermostRig implements AutoCloseable, Receiver {

    static final String PUBLIC = "https://bot.example.com";
    static final Tempo QUICK = new Tempo(
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(400)), Duration.ofSeconds(3), Duration.ofMillis(20),
            Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofMillis(150));
    /** One that gives a silent connection up soon. */
    static final Tempo NERVOUS = new Tempo(
            QUICK.backoff(), Duration.ofSeconds(1), QUICK.look(), Duration.ofMillis(500), QUICK.poll(), QUICK.slow());

    static final Message DOWN = Message.of(Severity.CRITICAL, "DOWN  shop  #42", "since 14:02")
            .withActions(List.of(
                    new Button("Acknowledge", "ack 42"),
                    new Choice("Mute", List.of(
                            new Button("1 hour", "mute shop for 1h"), new Button("4 hours", "mute shop for 4h")))));

    final FakeMattermost chat = new FakeMattermost().channel("OPS1", "T1", "ops", "O").channel("DEV1", "T1", "dev", "P")
            .channel("DEV2", "T2", "dev", "O").channel("DM1", "", "botid__ana", "D");
    final List<String> moves = new CopyOnWriteArrayList<>();
    final List<Incoming> lines = new CopyOnWriteArrayList<>();
    private final BoundedHttp http =
            new BoundedHttp(HttpSettings.from(Keys.of(Map.of())), new Targets(List.of(), List.of()), "Tocsin/test");
    private final MattermostPlugin plugin;
    final Adapter adapter;
    /** How long a request may take. */
    volatile Duration limit = Duration.ofSeconds(15);
    volatile Function<Incoming, CompletionStage<Void>> reaction = _ -> CompletableFuture.completedFuture(null);

    MattermostRig() {
        this(QUICK);
    }

    MattermostRig(Tempo tempo) {
        this(Map.of("public-url", PUBLIC + "/"), tempo);
    }

    MattermostRig(Map<String, String> more) {
        this(more, QUICK);
    }

    private MattermostRig(Map<String, String> more, Tempo tempo) {
        plugin = new MattermostPlugin(InstantSource.system(), tempo);
        Map<String, List<String>> settings =
                new HashMap<>(Map.of("url", List.of(chat.url()), "token", List.of(FakeMattermost.TOKEN)));
        more.forEach((name, value) -> settings.put(name, List.of(value)));
        adapter = plugin.adapters().getFirst().create(new Settings(settings), this::send);
    }

    private Http.Answer send(Http.Request request) throws IOException {
        return http.send(new Http.Request(
                request.method(), request.url(), request.headers(), request.body(), limit));
    }

    MattermostRig start() {
        adapter.start(this);
        return this;
    }

    MattermostRig connected() {
        start();
        await().until(() -> adapter.trouble().isEmpty() && chat.events().listening() == 1
                && adapter.canonical("acme/ops").equals("OPS1"));
        return this;
    }

    Route.Answer click(String body) throws Exception {
        return plugin.routes().getFirst().handler()
                .handle(new Route.Request("POST", Map.of(), Map.of(), Map.of(), body));
    }

    @Override
    public CompletionStage<Void> receive(Incoming incoming) {
        lines.add(incoming);
        return reaction.apply(incoming);
    }

    @Override
    public void moved(String address, Person person, boolean entered) {
        moves.add((entered ? "+" : "-") + person.id() + " " + person.name() + " " + address);
    }

    /** The first line handed in. */
    Incoming line() {
        await().until(() -> !lines.isEmpty());
        return lines.getFirst();
    }

    @Override
    public void close() {
        adapter.close();
        chat.close();
        http.close();
    }
}
