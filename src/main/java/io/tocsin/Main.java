package io.tocsin;

import io.tocsin.config.Config;
import io.tocsin.config.Keys;
import io.tocsin.config.Options;
import io.tocsin.db.DataDirectory;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
import java.io.IOException;
import java.io.PrintStream;
import java.security.Security;
import java.util.List;

/** The program's door: reads the command line, and runs the bot until it is told to stop. */
public final class Main {

    private static final int WRONG_USE = 2;
    private static final int BROKEN = 3;

    private Main() {}

    public static void main(String[] args) {
        // a check that is repeated must ask the name server again; it is read once, by the first look-up
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        // replies alone go to standard output; what a plugin prints must not come in between
        PrintStream replies = System.out;
        System.setOut(System.err);
        System.exit(run(List.of(args), replies, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Options options = Options.parse(arguments);
            if (options.help()) {
                out.println(Language.ofMachine().words().say(Options.usage()));
                return 0;
            }
            if (options.version()) {
                out.println("Tocsin " + Version.NUMBER);
                return 0;
            }
            Config config = options.read(System.getenv());
            if (options.newPlugin().isPresent() || options.testPlugin().isPresent()) {
                return new Authoring(config, out, err).run(options);
            }
            return options.checkConfig() ? check(options, config, out) : watch(options, config, out, err);
        } catch (Refusal refusal) {
            err.println(Language.ofMachine().words().say(refusal.phrase()));
            return WRONG_USE;
        } catch (RuntimeException | Error failure) {
            // other threads may run already, and would keep a process alive that does nothing
            failure.printStackTrace(err);
            return BROKEN;
        }
    }

    private static int check(Options options, Config config, PrintStream out) {
        Catalogue words = words(config);
        Assembly.FileCheck checked = new Run(options, config, options.data(), out).check();
        checked.notes().forEach(note -> out.println(words.say("root.note", note)));
        List<Phrase> problems = checked.problems();
        problems.forEach(problem -> out.println(words.say(problem)));
        out.println(words.say(problems.isEmpty() ? "root.config-fine" : "root.config-problems",
                options.configFile().toString(), problems.size()));
        return problems.isEmpty() ? 0 : 1;
    }

    private static Catalogue words(Config config) {
        return Language.usual(new Keys(config)).words();
    }

    private static int watch(Options options, Config config, PrintStream out, PrintStream err) {
        try (DataDirectory data = DataDirectory.lock(options.data())) {
            System.setProperty("tocsin.log", data.path().resolve("tocsin.log").toString());
            return new Run(options, config, data.path(), out).run(err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (IOException e) {
            err.println(words(config).say("root.data", options.data().toString(), e.toString()));
            return 1;
        }
    }
}
