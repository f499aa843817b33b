package io.tocsin.bundled.console;

import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Settings;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Brings the console. */
public final class ConsolePlugin implements Plugin {

    /** The prefix of its only room, {@code console:}. */
    public static final String KIND = "console";

    private final Parts parts;

    public ConsolePlugin(Parts parts) {
        this.parts = parts;
    }

    /**
     * What the console is made of.
     *
     * @param terminal whether a person sits there, see {@link #atTerminal}
     * @param in what is typed, where nobody sits
     * @param out where everything is shown, where nobody sits
     * @param history the file that keeps what was typed at the terminal
     * @param user who sits there, as the operating system says
     * @param words puts the console's own phrases into words
     * @param ended what follows when there is nothing more to be read
     */
    public record Parts(
            boolean terminal,
            InputStream in,
            PrintStream out,
            Path history,
            String user,
            Function<Phrase, String> words,
            Ended ended) {}

    /** What follows when there is nothing more to be read. Called once, on the console's thread. */
    public interface Ended {

        /**
         * The input is at its end, and everything in it has been answered.
         *
         * @param lines how many lines it had that were not blank
         */
        void endOfInput(int lines);

        /** The person at the terminal wants the bot to stop. */
        void quit();
    }

    /** Whether a person sits at both ends of the standard streams. */
    public static boolean atTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Whether a line says that the bot shall stop, as at any prompt. */
    static boolean leaves(String line) {
        String said = line.strip().toLowerCase(Locale.ROOT);
        return said.equals("quit") || said.equals("exit");
    }

    @Override
    public List<AdapterFactory> adapters() {
        return List.of(new Factory());
    }

    private final class Factory implements AdapterFactory {

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public boolean wanted(Settings settings) {
            return true;
        }

        @Override
        public Adapter create(Settings settings, Http http) {
            return parts.terminal ? TerminalConsole.system(parts) : new PipeConsole(parts);
        }
    }
}
