package io.tocsin.bundled.console;

import io.tocsin.bundled.console.ConsolePlugin.Parts;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console where no terminal is: one command a line, each answered before the next one is read. */
final class PipeConsole implements Adapter {

    private static final Logger log = LoggerFactory.getLogger(PipeConsole.class);

    private final Parts parts;
    private final LineInput input;
    private volatile boolean gone;
    private volatile boolean closed;

    PipeConsole(Parts parts) {
        this.parts = parts;
        this.input = new LineInput(parts.in());
    }

    @Override
    public void start(Receiver receiver) {
        Thread.ofPlatform().daemon().name("tocsin-console").start(() -> read(receiver));
    }

    private void read(Receiver receiver) {
        int lines = 0;
        Person person = new Person(ConsolePlugin.KIND + ":" + parts.user(), parts.user());
        for (Optional<String> line = next(); line.isPresent() && !closed; line = next()) {
            if (ConsolePlugin.leaves(line.get())) {
                parts.ended().quit();
                return;
            }
            if (!line.get().isEmpty()) {
                lines++;
                receiver.receive(new Incoming("", person, line.get(), true, Optional.empty()))
                        .toCompletableFuture()
                        .join();
            }
        }
        if (!closed) {
            parts.ended().endOfInput(lines);
        }
    }

    private Optional<String> next() {
        try {
            return input.next();
        } catch (IOException e) {
            log.info("standard input cannot be read, which counts as its end: {}", e.toString());
            return Optional.empty();
        }
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        synchronized (parts.out()) {
            parts.out().println(Painter.plain(message));
            gone = parts.out().checkError();
        }
        if (gone) {
            throw new RoomException(RoomException.Kind.LATER, "standard output cannot be written to");
        }
        return "";
    }

    @Override
    public Optional<String> trouble() {
        return gone ? Optional.of(parts.words().apply(Phrase.of("console.gone"))) : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }
}
