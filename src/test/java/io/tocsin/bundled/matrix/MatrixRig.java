package io.tocsin.bundled.matrix;

import static org.awaitility.Awaitility.await;

import io.tocsin.channel.live.Backoff;
import io.tocsin.config.Keys;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.Targets;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Severity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** An adapter on a fake homeserver, and what it handed in. */
final class MatrixRig implements AutoCloseable, Receiver {

    static final String OPS = "!ops:example.org";
    static final String DEV = "!dev:example.org";
    static final String PAIR = "!pair:example.org";
    static final String ANA = "@ana:example.org";
    static final String BEN = "@ben:example.org";

    static final Pace QUICK = new Pace(
            new Backoff(Duration.ofMillis(30), Duration.ofMillis(200)), Duration.ofSeconds(20), Duration.ofSeconds(10),
            Duration.ofMinutes(5));

    static final Message DOWN = Message.of(Severity.CRITICAL, "DOWN  shop  #42", "since 14:02")
            .withActions(List.of(
                    new Button("Acknowledge", "ack 42"),
                    new Choice("Mute", List.of(new Button("1 hour", "mute shop for 1h")))));

    final FakeMatrix matrix = new FakeMatrix().room(OPS, "#ops:example.org", true, 5).room(DEV, "", false, 3)
            .room(PAIR, "", true, 2);
    final List<String> moves = new CopyOnWriteArrayList<>();
    final List<Incoming> lines = new CopyOnWriteArrayList<>();
    final BoundedHttp http =
            new BoundedHttp(HttpSettings.from(Keys.of(Map.of())), new Targets(List.of(), List.of()), "Tocsin/test");
    final Adapter adapter;

    MatrixRig() {
        this(Map.of("token", FakeMatrix.TOKEN));
    }

    MatrixRig(Map<String, String> more) {
        adapter = another(more);
    }

    Adapter another(Map<String, String> more) {
        Map<String, List<String>> settings = new HashMap<>(Map.of("url", List.of(matrix.url())));
        more.forEach((name, value) -> settings.put(name, List.of(value)));
        return new MatrixPlugin(QUICK).adapters().getFirst().create(new Settings(settings), http);
    }

    MatrixRig connected() {
        adapter.start(this);
        await().until(() -> adapter.trouble().isEmpty());
        return this;
    }

    @Override
    public CompletionStage<Void> receive(Incoming incoming) {
        lines.add(incoming);
        return CompletableFuture.completedFuture(null);
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

    Posted last(String room) {
        return matrix.messages(room).getLast();
    }

    @Override
    public void close() {
        adapter.close();
        matrix.close();
        http.close();
    }
}
