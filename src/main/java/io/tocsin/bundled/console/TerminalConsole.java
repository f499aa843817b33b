package io.tocsin.bundled.console;

import io.tocsin.bundled.console.ConsolePlugin.Parts;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console at a terminal: a prompt, line editing, history, completion, notices above what is being typed. */
final class TerminalConsole implements Adapter {

    private static final Logger log = LoggerFactory.getLogger(TerminalConsole.class);
    private static final String PROMPT = "tocsin> ";
    private static final int HISTORY = 1_000;
    /** Lines that had better not be found in a file. */
    private static final String FORGOTTEN = "*assword*:*ecret*:*oken*:*uthorization*:*api?key*";
    /** Of terminals that know none of their own, as containers give at first. */
    private static final Size USUAL_SIZE = Size.of(80, 24);

    /** Ends what JLine may have left switched on: application keys, bracketed paste. */
    private static final String RESET = "\u001b[?1l\u001b>\u001b[?2004l";

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Parts parts;
    private final Terminal terminal;
    private final Person person;
    private volatile Optional<LineReader> reader = Optional.empty();
    private volatile Optional<Thread> thread = Optional.empty();
    private volatile boolean closed;

    TerminalConsole(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
        this.person = new Person(ConsolePlugin.KIND + ":" + parts.user(), parts.user());
    }

    /** The console at the terminal that the program was started from. */
    static TerminalConsole system(Parts parts) {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .name("tocsin")
                    .system(true)
                    .dumb(true)
                    .graphemeCluster(false)
                    .build();
            if (terminal.getSize().getColumns() <= 0) {
                terminal.setSize(USUAL_SIZE);
            }
            return new TerminalConsole(parts, terminal);
        } catch (IOException e) {
            throw Refusal.of("console.terminal", e.toString());
        }
    }

    @Override
    public void start(Receiver receiver) {
        // outside of a line being typed Ctrl-C must not kill the bot
        terminal.handle(Signal.INT, SignalHandler.SIG_IGN);
        LineReader made = reader(receiver);
        reader = Optional.of(made);
        thread = Optional.of(
                Thread.ofPlatform().daemon().name("tocsin-console").start(() -> read(made, receiver)));
    }

    private LineReader reader(Receiver receiver) {
        // the bot has its own ideas of quotes; JLine would wait for a closing one
        DefaultParser words = new DefaultParser();
        words.setEscapeChars(new char[0]);
        words.setQuoteChars(new char[0]);
        makePrivate(parts.history());
        return LineReaderBuilder.builder()
                .appName("tocsin")
                .terminal(terminal)
                .parser(words)
                .completer((_, line, candidates) -> receiver.complete(line.line().substring(0, line.cursor())).stream()
                        .map(Candidate::new)
                        .forEach(candidates::add))
                .variable(LineReader.HISTORY_FILE, parts.history())
                .variable(LineReader.HISTORY_SIZE, HISTORY)
                .variable(LineReader.HISTORY_FILE_SIZE, HISTORY)
                .variable(LineReader.HISTORY_IGNORE, FORGOTTEN)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .build();
    }

    /** What was typed is nobody else's business. */
    private static void makePrivate(Path file) {
        try {
            if (Files.notExists(file) && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (IOException e) {
            log.warn("the history of the console cannot be kept in {}: {}", file, e.toString());
        }
    }

    private void read(LineReader lines, Receiver receiver) {
        while (!closed) {
            try {
                String typed = lines.readLine(PROMPT);
                if (ConsolePlugin.leaves(typed)) {
                    leave();
                    return;
                }
                typed.lines().filter(line -> !line.isBlank()).forEach(line -> said(line, receiver));
            } catch (UserInterruptException cleared) {
                if (cleared.getPartialLine().isBlank() && !closed) {
                    show(Message.text(parts.words().apply(Phrase.of("console.how-to-leave"))));
                }
            } catch (EndOfFileException left) {
                leave();
                return;
            } catch (IOError | IllegalStateException broken) {
                leave(broken);
                return;
            }
        }
    }

    private void said(String line, Receiver receiver) {
        receiver.receive(new Incoming("", person, line, true, Optional.empty()))
                .toCompletableFuture()
                .join();
    }

    private void leave() {
        if (!closed) {
            show(Message.text(parts.words().apply(Phrase.of("console.bye"))));
            parts.ended().quit();
        }
    }

    private void leave(Throwable broken) {
        if (!closed) {
            log.warn("the terminal is gone, the bot stops", broken);
            parts.ended().quit();
        }
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        if (closed) {
            throw new RoomException(RoomException.Kind.LATER, "the console is closed");
        }
        show(message);
        return "";
    }

    private void show(Message message) {
        try {
            reader.orElseThrow(() -> new IllegalStateException("not started")).printAbove(Painter.coloured(message));
        } catch (IllegalStateException | IOError noTerminal) {
            // JLine closes the terminal by itself when the process ends, and the last words come after that
            parts.out().println(Painter.plain(message));
        }
    }

    @Override
    public void close() {
        boolean typing = reader.filter(LineReader::isReading).isPresent();
        closed = true;
        thread.filter(reading -> reading != Thread.currentThread()).ifPresent(reading -> end(reading, typing));
        try {
            terminal.close();
        } catch (IOException e) {
            log.warn("the terminal cannot be given back as it was", e);
        }
        if (typing && !terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            parts.out().println(RESET);
        }
    }

    /** Ctrl-C makes JLine give the terminal back as it found it; whoever waits for an answer has to be interrupted. */
    private void end(Thread reading, boolean typing) {
        try {
            if (typing) {
                terminal.raise(Signal.INT);
            }
            if (!reading.join(CLOSING)) {
                reading.interrupt();
            }
        } catch (IllegalStateException closedAlready) {
            log.debug("the terminal was closed by the end of the process", closedAlready);
        } catch (InterruptedException e) {
            log.debug("interrupted while the console closes", e);
            Thread.currentThread().interrupt();
        }
    }
}
