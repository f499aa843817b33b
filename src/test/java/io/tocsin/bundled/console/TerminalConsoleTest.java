package io.tocsin.bundled.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerminalConsoleTest {

    private static final char CTRL_C = 3;
    private static final char CTRL_D = 4;

    @TempDir
    private Path directory;

    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final CompletableFuture<Void> quit = new CompletableFuture<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private TerminalConsole console;

    private void start(String type) throws IOException {
        Terminal terminal = new ExternalTerminal(
                "test", type, new PipedInputStream(keys, 10_000), screen, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(120, 40));
        ConsolePlugin.Ended ended = new ConsolePlugin.Ended() {
            @Override
            public void endOfInput(int count) {
                quit.completeExceptionally(new IllegalStateException("that is for pipes"));
            }

            @Override
            public void quit() {
                quit.complete(null);
            }
        };
        ConsolePlugin.Parts parts = new ConsolePlugin.Parts(
                true,
                InputStream.nullInputStream(),
                new PrintStream(ByteArrayOutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                directory.resolve("history"),
                "ana",
                phrase -> "<" + phrase.key() + ">",
                ended);
        console = new TerminalConsole(parts, terminal);
        console.start(new Typed());
        await().until(() -> screen().contains("tocsin> "));
    }

    private final class Typed implements Receiver {
        @Override
        public CompletionStage<Void> receive(Incoming incoming) {
            lines.add(incoming.text());
            return CompletableFuture.runAsync(() -> post(Message.text("answer to " + incoming.text())));
        }

        @Override
        public List<String> complete(String line) {
            return line.equals("add mon") ? List.of("monitor") : List.of();
        }
    }

    private void post(Message message) {
        try {
            console.post("", "", message);
        } catch (RoomException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        console.close();
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsTypedIsHandedInAndAnsweredAboveTheNextPrompt() throws Exception {
        start("xterm-256color");
        type("statux\bs \"unclosed\r");

        await().until(() -> screen().contains("answer to status \"unclosed"));
        await().until(() -> screen().lastIndexOf("tocsin> ") > screen().indexOf("answer to"));
        assertThat(lines).containsExactly("status \"unclosed");
    }

    @Test
    void anExclamationMarkIsOnlyThat() throws Exception {
        start("xterm");
        type("!status !!\r");

        await().until(() -> lines.contains("!status !!"));
    }

    @Test
    void tabCompletes() throws Exception {
        start("xterm");
        type("add mon\tshop\r");

        await().until(() -> lines.contains("add monitor shop"));
    }

    @Test
    void aNoticeComesInColoursWhileSomebodyTypes() throws Exception {
        start("xterm-256color");
        type("stat");
        await().until(() -> screen().contains("stat"));
        post(Message.of(Severity.CRITICAL, "DOWN  \u001b]0;owned\u0007shop", ""));
        type("us\r");

        await().until(() -> lines.contains("status"));
        assertThat(screen()).contains("\u001b[31;1mDOWN  ?]0;owned?shop").doesNotContain("\u001b]0;owned");
    }

    @Test
    void aDumbTerminalGetsNoColours() throws Exception {
        start("dumb");
        post(Message.of(Severity.CRITICAL, "DOWN  shop", ""));
        type("status\r");

        await().until(() -> screen().contains("answer to status"));
        assertThat(screen()).contains("DOWN  shop").doesNotContain("\u001b[31");
    }

    @Test
    void ctrlCClearsTheLineAndSaysHowToLeave() throws Exception {
        start("xterm");
        type("remove everything");
        await().until(() -> screen().contains("everything"));
        type(String.valueOf(CTRL_C));
        type("status\r");
        await().until(() -> lines.contains("status"));
        assertThat(screen()).doesNotContain("<console.how-to-leave>");
        await().until(() -> screen().lastIndexOf("tocsin> ") > screen().indexOf("answer to"));
        type(String.valueOf(CTRL_C));

        await().until(() -> screen().contains("<console.how-to-leave>"));
        assertThat(lines).containsExactly("status");
        assertThat(quit).isNotDone();
    }

    @Test
    void ctrlDOnAnEmptyLineQuitsAfterSayingSo() throws Exception {
        start("xterm");
        type(String.valueOf(CTRL_D));

        quit.get(10, TimeUnit.SECONDS);
        assertThat(screen()).contains("<console.bye>");
    }

    @Test
    void historyIsKeptButForTheOwnerAloneAndWithoutPasswords() throws Exception {
        start("xterm");
        type("status shop\r");
        type("add monitor x y password hunter2\r");
        await().until(() -> lines.size() == 2);
        console.close();

        Path history = directory.resolve("history");
        assertThat(Files.readString(history)).contains("status shop").doesNotContain("hunter2");
        assertThat(Files.getPosixFilePermissions(history)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void closingWhileALineIsBeingTypedEndsTheReading() throws Exception {
        start("xterm");
        type("stat");
        await().until(() -> screen().contains("stat"));

        console.close();

        assertThat(quit).isNotDone();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("tocsin-console")));
    }
}
