package io.tocsin.bundled.slack;

import static org.awaitility.Awaitility.await;

import io.tocsin.bundled.slack.Connection.Pace;
import io.tocsin.bundled.slack.FakeSlack.Posted;
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
import io.tocsin.spi.Route;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Severity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An adapter on a fake Slack, and what it handed in. */
final class SlackRig implements AutoCloseable, Receiver {

    static final Pace QUICK = new Pace(
            Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofSeconds(5), Duration.ofMillis(20),
            Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofMillis(150), Duration.ofSeconds(15));

    static final Message DOWN = Message.of(Severity.CRITICAL, "DOWN  shop  #42", "since 14:02")
            .withActions(List.of(
                    new Button("Acknowledge", "ack 42"),
                    new Choice("Mute", List.of(
                            new Button("1 hour", "mute shop for 1h"), new Button("4 hours", "mute shop for 4h")))));

    final FakeSlack slack = new FakeSlack().channel("C0OPS1", "ops").channel("C0DEV1", "dev").channel("D0ANA1", "")
            .person("U0ANA", "ana").person("U0BEN", "ben");
    final List<String> moves = new CopyOnWriteArrayList<>();
    final List<Incoming> lines = new CopyOnWriteArrayList<>();
    private final BoundedHttp http =
            new BoundedHttp(HttpSettings.from(Keys.of(Map.of())), new Targets(List.of(), List.of()), "Tocsin/test");
    private final SlackPlugin plugin;
    final Adapter adapter;
    volatile Function<Incoming, CompletionStage<Void>> reaction = _ -> CompletableFuture.completedFuture(null);

    SlackRig() {
        this(QUICK, Map.of("app-token", FakeSlack.APP_TOKEN));
    }

    SlackRig(Pace pace, Map<String, String> more) {
        Map<String, List<String>> settings = new HashMap<>(
                Map.of("token", List.of(FakeSlack.TOKEN), "api-url", List.of(slack.apiUrl())));
        more.forEach((name, value) -> settings.put(name, List.of(value)));
        plugin = new SlackPlugin(InstantSource.system(), pace);
        adapter = plugin.adapters().getFirst().create(new Settings(settings), http);
    }

    SlackRig start() {
        adapter.start(this);
        return this;
    }

    SlackRig connected() {
        start();
        await().until(() -> adapter.trouble().isEmpty() && adapter.canonical("#ops").equals("C0OPS1"));
        return this;
    }

    Route.Handler route() {
        return plugin.routes().getFirst().handler();
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

    /** The message of #ops that a reference means, as it is now. */
    Posted posted(String reference) {
        return slack.messages("C0OPS1").stream()
                .filter(it -> reference.equals("C0OPS1:" + it.ts()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        adapter.close();
        slack.close();
        http.close();
    }
}
