package io.tocsin.channel.live;

import io.tocsin.channel.Troubles;
import io.tocsin.spi.RoomException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps hearing what people say: over a WebSocket that is opened again when it is lost, and by asking every few seconds
 * where it cannot be opened. After each opening it asks for what was said meanwhile, until it knows.
 */
public final class Live implements Hearing {

    private static final Logger log = LoggerFactory.getLogger(Live.class);

    private final String name;
    private final Chat chat;
    private final Troubles troubles;
    private final Tempo tempo;
    private final Loop loop;
    private volatile @Nullable Line current;
    private boolean asking;
    private boolean behind;

    /**
     * How long things may take.
     *
     * @param backoff between attempts
     * @param greeting until a connection is open, and again until it is ready
     * @param look between two looks at the connection
     * @param quiet after which it is asked for a sign of life, and given up if it then stays quiet as long again
     * @param poll between two questions where there is no connection
     * @param slow after which a command shows that it is worked on
     */
    public record Tempo(
            Backoff backoff, Duration greeting, Duration look, Duration quiet, Duration poll, Duration slow) {

        public static final Tempo USUAL = new Tempo(
                Backoff.USUAL, Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(30),
                Duration.ofSeconds(7), Duration.ofSeconds(1));
    }

    /** What differs from chat to chat. Its methods block. */
    public interface Chat {

        /** Finds out who the bot is there; what works then is the rest but for the connection. */
        void identify() throws RoomException;

        /** Where the WebSocket is. */
        URI address();

        /** What is spoken over one connection. */
        Talk talk(Out out);

        /** Hands in what was said since it was asked last; the first time nothing but from when that is. */
        void catchUp() throws RoomException;

        /** Nothing is asked any more. */
        void close();
    }

    /** What is spoken over one connection. */
    public interface Talk {

        /** The connection is open. */
        void begin();

        /** Takes a message. Must return at once. */
        void heard(String text);

        /** Asks for a sign of life. */
        void ping();

        /** Completes when the other side will tell what is said; fails with the reason if it will not. */
        CompletableFuture<Void> ready();
    }

    /** The way out of one connection. */
    public interface Out {

        void say(String text);

        /** Gives the connection up. */
        void hangUp(String why);
    }

    /** @param name of the chat, as people write it */
    public Live(String name, Chat chat, Troubles troubles, Tempo tempo) {
        this.name = name;
        this.chat = chat;
        this.troubles = troubles;
        this.tempo = tempo;
        this.loop = new Loop(name + "-live", tempo.backoff(), troubles, _ -> round());
    }

    @Override
    public void start() {
        loop.start();
    }

    private void round() throws RoomException, InterruptedException {
        chat.identify();
        Optional<String> failed = connect();
        if (failed.isPresent()) {
            ask(failed.get());
        } else {
            loop.pause(Optional.empty());
        }
    }

    /** Hears what is said as long as there is a connection; tells what failed if there came none. */
    private Optional<String> connect() throws InterruptedException {
        try (Line line = new Line(tempo.greeting())) {
            current = line;
            Talk talk = chat.talk(line);
            Optional<String> failed = open(line, talk);
            if (failed.isEmpty()) {
                hear(line, talk);
            }
            return failed;
        }
    }

    private void hear(Line line, Talk talk) throws InterruptedException {
        long since = System.nanoTime();
        asking = false;
        troubles.end(Troubles.CONNECTION);
        ask();
        log.info("{}: {}", name, watch(line, talk));
        if (System.nanoTime() - since > tempo.quiet().toNanos()) {
            loop.worked();
        }
    }

    /** Empty when it is open and ready, else what failed. */
    private Optional<String> open(Line line, Talk talk) throws InterruptedException {
        try {
            line.open(chat.address(), talk::heard);
            talk.begin();
            CompletableFuture.anyOf(talk.ready(), line.ended()).get(tempo.greeting().toMillis(), TimeUnit.MILLISECONDS);
            return line.ended().isDone() ? Optional.of(line.ended().join()) : Optional.empty();
        } catch (IOException failed) {
            return Optional.of(String.valueOf(failed.getMessage()));
        } catch (ExecutionException refused) {
            Throwable cause = refused.getCause();
            return Optional.of(String.valueOf(cause == null ? refused.getMessage() : cause.getMessage()));
        } catch (TimeoutException late) {
            return Optional.of("no greeting within " + tempo.greeting().toSeconds() + " s");
        }
    }

    /** Asks for what was said, until it is time to try to connect again. */
    private void ask(String why) throws InterruptedException {
        long end = System.nanoTime() + loop.nextWait().toNanos();
        Duration wait;
        do {
            Optional<RoomException> failed = ask();
            if (failed.isPresent()) {
                troubles.begin(Troubles.CONNECTION, "not connected: " + why);
            } else {
                asked(why);
            }
            long left = Math.max(0, Math.min(tempo.poll().toNanos(), end - System.nanoTime()));
            Duration asked = failed.flatMap(RoomException::retryAfter).orElse(Duration.ZERO);
            wait = Duration.ofNanos(Math.max(left, asked.toNanos()));
        } while (!loop.closesWithin(wait) && System.nanoTime() < end);
    }

    private void asked(String why) {
        if (!asking) {
            log.info("{}: no connection ({}), so it is asked again and again for what people say", name, why);
            asking = true;
        }
        troubles.end(Troubles.CONNECTION);
    }

    private Optional<RoomException> ask() {
        try {
            chat.catchUp();
            behind = false;
            return Optional.empty();
        } catch (RoomException failure) {
            if (!behind) {
                log.info("{}: what was said meanwhile is not known yet: {}", name, failure.getMessage());
            }
            behind = true;
            return Optional.of(failure);
        }
    }

    /** Returns, with the reason, when the connection is of no use any more. */
    private String watch(Line line, Talk talk) throws InterruptedException {
        while (!loop.isClosed()) {
            try {
                return line.ended().get(tempo.look().toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            } catch (TimeoutException stillThere) {
                if (behind) {
                    ask();
                }
                if (line.silence().compareTo(tempo.quiet().multipliedBy(2)) > 0) {
                    return "nothing was heard for " + line.silence().toSeconds() + " s, I connect again";
                }
                if (line.silence().compareTo(tempo.quiet()) > 0) {
                    talk.ping();
                }
            }
        }
        return "closed";
    }

    @Override
    public void close() {
        loop.close();
        Line open = current;
        if (open != null) {
            open.close();
        }
        chat.close();
    }
}
