package io.tocsin.bundled.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.channel.Case;
import io.tocsin.channel.RowContract;
import io.tocsin.channel.Told;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What every channel must show, for the one without a network. */
final class ConsoleContractTest extends RowContract {

    private static final Path GOLDEN = Path.of("src/test/resources/io/tocsin/channel");
    private static final int LARGEST = 250_000;

    @Override
    public String kind() {
        return ConsolePlugin.KIND;
    }

    @Override
    protected String cell(Case one) throws Exception {
        return switch (one) {
            case TRIGGER -> golden("trigger", Told.TRIGGER);
            case UPDATE -> golden("update", Told.UPDATE);
            case RESOLVE -> golden("resolve", Told.RESOLVE);
            case HOSTILE -> hostile();
            case BROKEN -> broken();
            case TOO_FAST, TIME_OUT, REFUSAL, WRONG_SECRET, FALSE_SUCCESS -> "no network";
            case KILL -> killed();
        };
    }

    private static Notifier console(OutputStream out) {
        ConsolePlugin.Ended nothing = new ConsolePlugin.Ended() {
            @Override
            public void endOfInput(int lines) {}

            @Override
            public void quit() {}
        };
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Http none = _ -> {
            throw new AssertionError("the console called somebody");
        };
        return new ConsolePlugin(new ConsolePlugin.Parts(
                false, InputStream.nullInputStream(), print, Path.of("unused"), "ana", Phrase::toString, nothing))
                .adapters().getFirst().create(Settings.none(), none);
    }

    private static String shown(Message message) throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (Notifier console = console(shown)) {
            assertThat(console.edits()).isFalse();
            console.post("", "key-1", message);
        }
        return shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String golden(String step, Message message) throws Exception {
        compare(GOLDEN.resolve(name() + "-" + step + ".txt"), shown(message));
        return "shown";
    }

    private static String hostile() throws Exception {
        String shown = shown(Told.hostile());
        assertThat(shown.codePoints()).allMatch(c -> c == '\n' || Character.getType(c) != Character.CONTROL
                && Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.SURROGATE);
        assertThat(shown.length()).isLessThan(LARGEST);
        return shown.length() / 1_000 + " kB, all";
    }

    /** Nobody reads what is shown. */
    private static String broken() throws Exception {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        try (Notifier console = console(closed)) {
            RoomException failure =
                    catchThrowableOfType(RoomException.class, () -> console.post("", "key-1", Told.TRIGGER));
            assertThat(failure.kind()).isEqualTo(Kind.LATER);
            return "later, pipe";
        }
    }

    private static String killed() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (Notifier console = console(shown)) {
            console.post("", "key-1", Told.TRIGGER);
        }
        try (Notifier console = console(shown)) {
            assertThat(console.find("", "key-1")).isEmpty();
            console.post("", "key-1", Told.TRIGGER);
        }
        assertThat(shown.toString(StandardCharsets.UTF_8).lines().filter(Told.TRIGGER.title()::equals)).hasSize(2);
        return "may come twice";
    }
}
