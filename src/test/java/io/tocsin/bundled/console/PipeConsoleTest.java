package io.tocsin.bundled.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Http;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PipeConsoleTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final Ends ends = new Ends();

    private final class Ends implements ConsolePlugin.Ended {
        @Override
        public void endOfInput(int lines) {
            end.complete(lines);
        }

        @Override
        public void quit() {
            end.completeExceptionally(new IllegalStateException("nobody said so"));
        }
    }

    private PipeConsole console(InputStream in, OutputStream out) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new PipeConsole(
                new ConsolePlugin.Parts(false, in, print, Path.of("unused"), "ana", Phrase::toString, ends));
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** Answers each line as the bot would: some time later, on another thread. */
    private record Echo(PipeConsole console, List<Incoming> lines) implements Receiver {
        @Override
        public CompletionStage<Void> receive(Incoming incoming) {
            lines.add(incoming);
            return CompletableFuture.runAsync(() -> {
                try {
                    console.post(incoming.address(), "", Message.text("you said " + incoming.text()));
                } catch (RoomException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Test
    void answersEachLineInItsOrderAndThenSaysHowManyThereWere() throws Exception {
        Pipe pipe = Pipe.open();
        PipeConsole console = console(Channels.newInputStream(pipe.source()), shown);
        Echo echo = new Echo(console, new CopyOnWriteArrayList<>());
        console.start(echo);
        try (OutputStream typed = Channels.newOutputStream(pipe.sink())) {
            typed.write("status\r\n\n  add monitor sch\u00f6n http://x  \nlast without end"
                    .getBytes(StandardCharsets.UTF_8));
        }

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(shown())
                .isEqualToNormalizingNewlines(
                        "you said status\nyou said add monitor sch\u00f6n http://x\nyou said last without end\n");
        assertThat(echo.lines()).allSatisfy(line -> {
            assertThat(line.direct()).isTrue();
            assertThat(line.address()).isEmpty();
            assertThat(line.person().id()).isEqualTo("console:ana");
        });
    }

    @Test
    void readsTheNextLineWhenTheLastOneIsAnswered() throws Exception {
        Pipe pipe = Pipe.open();
        PipeConsole console = console(Channels.newInputStream(pipe.source()), shown);
        LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
        CompletableFuture<Void> answered = new CompletableFuture<>();
        console.start(incoming -> {
            received.add(incoming.text());
            return answered;
        });
        try (OutputStream typed = Channels.newOutputStream(pipe.sink())) {
            typed.write("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(received.poll(100, TimeUnit.MILLISECONDS)).isNull();
        assertThat(end).isNotDone();
        answered.complete(null);

        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void nothingToReadIsSaidToo() throws Exception {
        console(InputStream.nullInputStream(), shown).start(_ -> CompletableFuture.completedFuture(null));

        assertThat(end.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void anInputThatCannotBeReadIsAtItsEnd() throws Exception {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("closed");
            }
        };
        console(broken, shown).start(_ -> CompletableFuture.completedFuture(null));

        assertThat(end.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void anEndlessLineIsBounded() throws Exception {
        Pipe pipe = Pipe.open();
        PipeConsole console = console(Channels.newInputStream(pipe.source()), shown);
        List<String> lines = new CopyOnWriteArrayList<>();
        console.start(incoming -> {
            lines.add(incoming.text());
            return CompletableFuture.completedFuture(null);
        });
        try (OutputStream typed = Channels.newOutputStream(pipe.sink())) {
            typed.write(("x".repeat(1_000_000) + "\nnext\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(lines).extracting(String::length).containsExactly(LineInput.LONGEST, 4);
    }

    @Test
    void aNoticeIsShownWholeAndWithoutColours() throws Exception {
        console(InputStream.nullInputStream(), shown).post("", "", Message
                .of(Severity.CRITICAL,
                        "DOWN  shop  #42",
                        "  503 Service Unavailable, 3 of 3 checks since 14:02:11")
                .withConditions(List.of(new ConditionLine(false, false, "[STATUS] (503) == 200"),
                        new ConditionLine(true, false, "[CONNECTED] == true")))
                .withActions(List.of(
                        new Button("Acknowledge", "ack 42"),
                        new Choice("Mute", List.of(
                                new Button("1 h", "mute shop for 1h"), new Button("4 h", "mute shop for 4h"))),
                        new Button("Check now", "check shop"))));

        assertThat(shown()).isEqualToNormalizingNewlines("""
                DOWN  shop  #42
                  503 Service Unavailable, 3 of 3 checks since 14:02:11
                  x [STATUS] (503) == 200
                  v [CONNECTED] == true
                  ack 42 | mute shop for 1h | check shop
                """);
    }

    @Test
    void nothingThatIsShownDrivesTheTerminal() throws Exception {
        console(InputStream.nullInputStream(), shown).post("", "", Message
                .of(Severity.INFO,
                        "\u001b]0;owned\u0007title",
                        "\u001b[2Ja\tb\r\u009b31mc\u202ed\u200be\n\ud800f")
                .withConditions(List.of(new ConditionLine(false, false, "[BODY] (\u001b[31m\nx) == 1")))
                .withActions(List.of(new Button("a", "a\u001bb"))));

        assertThat(shown()).isEqualToNormalizingNewlines("""
                ?]0;owned?title
                ?[2Ja b??31mc?d?e
                ?f
                  x [BODY] (?[31m x) == 1
                  a?b
                """);
    }

    @Test
    void anOutputThatNobodyReadsIsTrouble() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        PipeConsole console = console(InputStream.nullInputStream(), broken);

        assertThat(console.trouble()).isEmpty();
        assertThatExceptionOfType(RoomException.class).isThrownBy(() -> console.post("", "", Message.text("x")));
        assertThat(console.trouble()).isPresent();
    }

    @Test
    void entersAsAPlugin() {
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        ConsolePlugin plugin = new ConsolePlugin(new ConsolePlugin.Parts(
                false, InputStream.nullInputStream(), out, Path.of("unused"), "ana", Phrase::toString, ends));
        Http none = _ -> {
            throw new IOException("no network here");
        };

        assertThat(plugin.adapters()).singleElement().satisfies(factory -> {
            assertThat(factory.kind()).isEqualTo("console");
            assertThat(factory.wanted(Settings.none())).isTrue();
            assertThat(factory.create(Settings.none(), none)).isInstanceOf(PipeConsole.class);
        });
    }
}
