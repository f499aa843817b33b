package io.tocsin;

import io.tocsin.BotSettings.ConsoleMode;
import io.tocsin.bundled.console.ConsolePlugin;
import io.tocsin.config.Config;
import io.tocsin.config.Keys;
import io.tocsin.config.Options;
import io.tocsin.room.Address;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
import io.tocsin.web.WebServer;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the program, from its configuration to its end. */
final class Run {

    private static final Logger log = LoggerFactory.getLogger(Run.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private final Options options;
    private final Config config;
    private final Path data;
    private final Catalogue words;
    private final PrintStream out;
    private final AtomicReference<Tocsin> running = new AtomicReference<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean reachedOtherwise;

    Run(Options options, Config config, Path data, PrintStream out) {
        this.options = options;
        this.config = config;
        this.data = data;
        this.out = out;
        this.words = Language.usual(new Keys(config)).words();
    }

    /** What is wrong with a configuration, and what else is to be said about it. */
    Assembly.FileCheck check() {
        Assembly assembly = assemble(List.of());
        List<Phrase> problems = new ArrayList<>(assembly.problems());
        Assembly.FileCheck file = assembly.checkMonitorsFile();
        problems.addAll(file.problems());
        if (assembly.problems().isEmpty()) {
            WebServer.check(assembly.settings().web()).ifPresent(problems::add);
        }
        List<Phrase> notes = new ArrayList<>(file.notes());
        notes.addAll(assembly.unread(false));
        assembly.close();
        return new Assembly.FileCheck(problems, notes);
    }

    /** Runs until the input ends, a person quits, or the process is told to stop. */
    int run(PrintStream err) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::terminated, "terminated"));
        Carriers carriers = Carriers.start();
        try {
            return watch(err);
        } finally {
            carriers.close();
            stopped.countDown();
        }
    }

    private int watch(PrintStream err) throws InterruptedException {
        boolean terminal = mode() != ConsoleMode.OFF && ConsolePlugin.atTerminal();
        Assembly assembly = assemble(List.of(new ConsolePlugin(console(terminal))));
        if (!assembly.problems().isEmpty()) {
            assembly.problems().forEach(problem -> err.println(words.say(problem)));
            err.println(words.say("root.not-started", assembly.problems().size()));
            assembly.close();
            return 1;
        }
        reachedOtherwise = reachedOtherwise(assembly);
        Tocsin bot = new Tocsin(assembly, terminal);
        running.set(bot);
        bot.start(() -> greet(bot));
        stop.await();
        bot.close();
        return 0;
    }

    private ConsoleMode mode() {
        return BotSettings.console(new Keys(config));
    }

    private Assembly assemble(List<Plugin> adapters) {
        return new Assembly(options.configFile(), config, data, new Later(), adapters);
    }

    private void greet(Tocsin bot) {
        String summary = bot.summary();
        log.info(summary);
        out.println(summary);
        if (bot.watching().monitorCount() == 0) {
            out.println(words.say("root.hello"));
        }
        out.flush();
    }

    /** Without a console nothing is read; notices for it are written all the same. */
    private ConsolePlugin.Parts console(boolean terminal) {
        InputStream in = mode() == ConsoleMode.OFF ? InputStream.nullInputStream() : System.in;
        return new ConsolePlugin.Parts(
                terminal, in, out, data.resolve("console-history"),
                System.getProperty("user.name", "somebody"), words::say, new Ended());
    }

    /** Whether anybody can talk to the bot, or hears from it, but for the console. */
    private static boolean reachedOtherwise(Assembly assembly) {
        BotSettings settings = assembly.settings();
        boolean otherAdapter = assembly.adapterKinds().stream().anyMatch(kind -> !kind.equals(ConsolePlugin.KIND));
        boolean otherRoom =
                settings.rooms().aliases().values().stream().anyMatch(room -> !room.equals(Address.CONSOLE));
        boolean told = !settings.notices().defaultRoom().equals(ConsolePlugin.KIND)
                || !settings.notices().adminRoom().equals(ConsolePlugin.KIND);
        boolean web = settings.web().enabled() && settings.web().asked();
        return otherAdapter || otherRoom || told || web;
    }

    /** The process was told to end: what runs is finished first, and the end is a good one. */
    private void terminated() {
        if (stopped.getCount() == 0) {
            return;
        }
        stop.countDown();
        try {
            if (stopped.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /** What follows the end of the input. */
    private final class Ended implements ConsolePlugin.Ended {

        @Override
        public void endOfInput(int lines) {
            if (lines == 0 && mode() != ConsoleMode.ON) {
                out.println(words.say(mode() == ConsoleMode.OFF ? "root.no-console" : "root.service"));
                out.flush();
            } else if (!reachedOtherwise) {
                stop.countDown();
            }
        }

        @Override
        public void quit() {
            stop.countDown();
        }
    }

    /** What plugins reach once the bot runs. */
    private final class Later implements Assembly.Later {

        @Override
        public Tocsin bot() {
            return Optional.ofNullable(running.get())
                    .orElseThrow(() -> new IllegalStateException("the bot does not run yet"));
        }
    }
}
