package io.tocsin.bundled.discord;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.Severity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionFactory;
import org.slf4j.LoggerFactory;

/** The adapter, with the real JDA, on a Discord on loopback; a room that hears; and what is logged. */
final class DiscordRig implements AutoCloseable {

    static final String ANA = "80351110224678912";
    static final Message DOWN = Message
            .of(Severity.CRITICAL, "DOWN  shop  #42", "  503, 3 of 3 checks")
            .withActions(List.of(
                    new Button("Acknowledge", "ack 42"),
                    new Choice("Mute", List.of(new Button("1 h", "mute shop for 1h")))));

    final FakeDiscord discord = new FakeDiscord();
    final String ops = discord.channel("ops");
    final ARoom room = new ARoom();
    private final Connection.Pauses pauses =
            new Connection.Pauses(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(300),
                    Duration.ofSeconds(9));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private DiscordAdapter adapter = adapter(false, false);

    DiscordRig() {
        Logger ours = (Logger) LoggerFactory.getLogger("io.tocsin.bundled.discord");
        ours.setLevel(Level.INFO);
        ours.setAdditive(false);
        log.start();
        ours.addAppender(log);
    }

    @Override
    public void close() {
        Logger ours = (Logger) LoggerFactory.getLogger("io.tocsin.bundled.discord");
        ours.detachAppender(log);
        ours.setLevel(null);
        ours.setAdditive(true);
        adapter.close();
        discord.close();
    }

    DiscordAdapter adapter() {
        return adapter;
    }

    /** The bot is to ask for the messages that do not mention it, too. */
    void readsMessages() {
        adapter = adapter(true, false);
    }

    /** The bot is to ask who comes and goes. */
    void seesMembers() {
        adapter = adapter(false, true);
    }

    private DiscordAdapter adapter(boolean messageContent, boolean members) {
        return new DiscordAdapter(
                new DiscordSettings(FakeDiscord.TOKEN, Optional.of(discord.apiUrl()),
                        Optional.of(discord.gatewayUrl()), messageContent, members, "tocsin"),
                InstantSource.system(), pauses);
    }

    void login() {
        adapter.start(room);
        eventually().until(() -> adapter.trouble().isEmpty());
    }

    static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    static <T> T eventually(Callable<Optional<T>> there) {
        return eventually().until(there, Optional::isPresent).orElseThrow();
    }

    Incoming nextLine() {
        return eventually(() -> room.heard.stream().findFirst());
    }

    List<String> logged() {
        synchronized (log) {
            return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
        }
    }

    static RoomException failure(Callable<?> call) {
        try {
            call.call();
        } catch (RoomException failed) {
            return failed;
        } catch (Exception other) {
            throw new AssertionError(other);
        }
        throw new AssertionError("it worked");
    }

    /** Goes on with a new adapter, which knows nothing of what the old one did. */
    void restart() {
        adapter.close();
        adapter = adapter(false, false);
        login();
    }

    /** Gives the bot some commands. */
    void commands() {
        room.commands.addAll(List.of(
                Command.named("status").optionals("monitor", Kind.SELECTOR).example("status").run((talk, none) -> {}),
                Command.named("add monitor").value("name", Kind.WORD).value("target", Kind.WORD)
                        .clause("every", Kind.WORD).run((talk, none) -> {}),
                Command.named("mute").values("monitor", Kind.SELECTOR).clause("for", Kind.DURATION)
                        .clause("because", Kind.REST).run((talk, none) -> {})));
    }
}
