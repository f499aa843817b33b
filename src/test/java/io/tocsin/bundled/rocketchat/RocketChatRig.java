package io.tocsin.bundled.rocketchat;

import static org.awaitility.Awaitility.await;

import io.tocsin.channel.live.Backoff;
import io.tocsin.channel.live.Live.Tempo;
import io.tocsin.config.Keys;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.Targets;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Http;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Receiver;
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

/** An adapter on a fake Rocket.Chat, and what it handed in. */
final class RocketChatRig implements AutoCloseable, Receiver {

    static final Tempo QUICK = new Tempo(
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(400)), Duration.ofSeconds(3), Duration.ofMillis(20),
            Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofMillis(150));
    /** One that gives a silent connection up soon. */
    static final Tempo NERVOUS = new Tempo(
            QUICK.backoff(), Duration.ofSeconds(1), QUICK.look(), Duration.ofMillis(500), QUICK.poll(), QUICK.slow());
    static final Map<String, String> BY_PASSWORD =
            Map.of("user", FakeRocketChat.USER, "password", FakeRocketChat.PASSWORD);
    static final Map<String, String> BY_TOKEN =
            Map.of("user-id", FakeRocketChat.USER_ID, "token", FakeRocketChat.TOKEN);

    static final Message DOWN = Message.of(Severity.CRITICAL, "DOWN  shop  #42", "since 14:02")
            .withActions(List.of(new Button("Acknowledge", "ack 42"), new Button("Mute", "mute shop for 1h")));

    final FakeRocketChat chat = new FakeRocketChat().room("GENERAL", "general", "c").room("OPS1", "ops", "c")
            .room("DM1", "ana", "d");
    final List<String> moves = new CopyOnWriteArrayList<>();
    final List<Incoming> lines = new CopyOnWriteArrayList<>();
    private final BoundedHttp http =
            new BoundedHttp(HttpSettings.from(Keys.of(Map.of())), new Targets(List.of(), List.of()), "Tocsin/test");
    final Adapter adapter;
    /** How long a request may take. */
    volatile Duration limit = Duration.ofSeconds(15);
    volatile Function<Incoming, CompletionStage<Void>> reaction = _ -> CompletableFuture.completedFuture(null);

    RocketChatRig() {
        this(BY_PASSWORD);
    }

    RocketChatRig(Map<String, String> more) {
        this(more, QUICK);
    }

    RocketChatRig(Map<String, String> more, Tempo tempo) {
        Map<String, List<String>> settings = new HashMap<>(Map.of("url", List.of(chat.url() + "/")));
        more.forEach((name, value) -> settings.put(name, List.of(value)));
        adapter = new RocketChatPlugin(InstantSource.system(), tempo).adapters().getFirst()
                .create(new Settings(settings), this::send);
    }

    private Http.Answer send(Http.Request request) throws IOException {
        return http.send(new Http.Request(
                request.method(), request.url(), request.headers(), request.body(), limit));
    }

    RocketChatRig start() {
        adapter.start(this);
        return this;
    }

    RocketChatRig connected() {
        start();
        await().until(() -> adapter.trouble().isEmpty() && chat.realtime().listening() == 1
                && adapter.canonical("#ops").equals("OPS1"));
        return this;
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
