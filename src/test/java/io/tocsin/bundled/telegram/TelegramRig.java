package io.tocsin.bundled.telegram;

import static org.awaitility.Awaitility.await;

import io.tocsin.channel.live.Backoff;
import io.tocsin.config.Keys;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.Targets;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Command;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Receiver;
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

/** An adapter on a fake Telegram, and what it handed in. */
final class TelegramRig implements AutoCloseable, Receiver {

    static final long OPS = -1001;
    static final long FORUM = -1002;
    static final long PRIVATE = 42;
    static final long ANA = 42;
    static final long BEN = 43;

    static final Pace QUICK = new Pace(
            new Backoff(Duration.ofMillis(30), Duration.ofMillis(200)), Duration.ofSeconds(20), Duration.ofSeconds(20),
            Duration.ofSeconds(20), Duration.ofMinutes(5));

    static final Message DOWN = Message.of(Severity.CRITICAL, "DOWN  shop  #42", "since 14:02")
            .withActions(List.of(
                    new Button("Acknowledge", "ack 42"),
                    new Choice("Mute", List.of(
                            new Button("1 hour", "mute shop for 1h"), new Button("4 hours", "mute shop for 4h")))));

    final FakeTelegram telegram = new FakeTelegram().chat(OPS, "supergroup", "ops_room")
            .chat(FORUM, "supergroup", "").chat(PRIVATE, "private", "");
    final List<String> moves = new CopyOnWriteArrayList<>();
    final List<Incoming> lines = new CopyOnWriteArrayList<>();
    final BoundedHttp http =
            new BoundedHttp(HttpSettings.from(Keys.of(Map.of())), new Targets(List.of(), List.of()), "Tocsin/test");
    final Adapter adapter;
    volatile Function<Incoming, CompletionStage<Void>> reaction = _ -> CompletableFuture.completedFuture(null);
    volatile List<Command> commands = List.of(
            command("status", "How things are"), command("add monitor", "Watch something"), command("ack", "Have it"));

    TelegramRig() {
        this(QUICK, FakeTelegram.TOKEN);
    }

    TelegramRig(Pace pace, String token) {
        adapter = another(pace, token);
    }

    Adapter another(Pace pace, String token) {
        Map<String, List<String>> settings = new HashMap<>(
                Map.of("token", List.of(token), "api-url", List.of(telegram.apiUrl())));
        return new TelegramPlugin(InstantSource.system(), pace).adapters().getFirst()
                .create(new Settings(settings), http);
    }

    static Command command(String name, String summary) {
        return Command.named(name).summary(Phrase.literal(summary)).example(name).run((_, _) -> {
        });
    }

    TelegramRig connected() {
        adapter.start(this);
        await().until(() -> adapter.trouble().isEmpty());
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

    @Override
    public List<Command> commands() {
        return commands;
    }

    /** The first line handed in. */
    Incoming line() {
        await().until(() -> !lines.isEmpty());
        return lines.getFirst();
    }

    Posted last(long chat) {
        return telegram.messages(chat).getLast();
    }

    @Override
    public void close() {
        adapter.close();
        telegram.close();
        http.close();
    }
}
