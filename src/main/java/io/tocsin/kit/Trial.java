package io.tocsin.kit;

import io.tocsin.code.LoadProblem;
import io.tocsin.code.PluginSettings;
import io.tocsin.code.PluginTests;
import io.tocsin.config.Config;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.testing.PluginTest;
import io.tocsin.spi.testing.TestBot;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What {@code --test-plugin} does: compiles a plugin and its test, runs them, and says what the plugin would register. */
public final class Trial {

    private static final String SOURCE = ".java";
    private static final String SUFFIX = "Test.java";

    private final Path plugin;
    private final Optional<Path> test;
    private final PluginSettings settings;
    private final Config config;
    private final Consumer<String> out;

    private Trial(
            Path plugin, Optional<Path> test, PluginSettings settings, Config config, Consumer<String> out) {
        this.plugin = plugin;
        this.test = test;
        this.settings = settings;
        this.config = config;
        this.out = out;
    }

    /**
     * Runs all of it.
     *
     * @param file the plugin's source, or its test's
     * @param settings where libraries come from, and are kept
     * @param config what the plugin is loaded with after its tests
     * @param out takes a line of the report
     * @return whether everything is well
     */
    public static boolean of(Path file, PluginSettings settings, Config config, Consumer<String> out) {
        Path plugin = pluginOf(file);
        if (Files.isDirectory(plugin)) {
            throw directory(plugin);
        }
        if (!plugin.toString().endsWith(SOURCE)) {
            throw Refusal.of("kit.no-source", plugin.toString());
        }
        if (!Files.isRegularFile(plugin)) {
            throw Refusal.of("kit.no-file", plugin.toString());
        }
        Optional<Path> test = Optional.of(testOf(plugin)).filter(Files::isRegularFile);
        return new Trial(plugin, test, settings, config, out).run();
    }

    private static Refusal directory(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<String> sources = files.map(Path::toString).filter(name -> name.endsWith(SOURCE)).sorted().toList();
            return sources.isEmpty()
                    ? Refusal.of("kit.directory-of-none", directory.toString())
                    : Refusal.of("kit.directory", directory.toString(), sources.getFirst());
        } catch (IOException unreadable) {
            Refusal refusal = Refusal.of("kit.directory-of-none", directory.toString());
            refusal.initCause(unreadable);
            return refusal;
        }
    }

    /** Where the test of a plugin is. */
    static Path testOf(Path plugin) {
        String name = String.valueOf(plugin.getFileName());
        return plugin.resolveSibling("test").resolve(name.replace(SOURCE, SUFFIX));
    }

    private static Path pluginOf(Path file) {
        String name = String.valueOf(file.getFileName());
        Path directory = file.toAbsolutePath().getParent();
        boolean isTest = name.endsWith(SUFFIX) && directory != null && directory.endsWith("test");
        return isTest ? file.resolveSibling("..").resolve(name.replace(SUFFIX, SOURCE)).normalize() : file;
    }

    private boolean run() {
        PluginTests compiled = PluginTests.of(settings, plugin, test);
        if (!compiled.problems().isEmpty()) {
            compiled.problems().stream().map(LoadProblem::phrase).forEach(this::say);
            say(Phrase.of("kit.broken", plugin.toString()));
            return false;
        }
        List<Verdict> verdicts = tests(compiled);
        if (test.isEmpty()) {
            say(Phrase.of("kit.no-test", testOf(plugin).toString()));
        }
        boolean loads = load(compiled);
        long failed = verdicts.stream().filter(verdict -> !verdict.passed()).count();
        say(Phrase.of("kit.result", verdicts.size(), failed));
        return failed == 0 && loads;
    }

    /** A test in the class that has it. */
    private record Case(String type, Method method) {}

    private List<Verdict> tests(PluginTests compiled) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Case one : cases(compiled.load())) {
            Verdict verdict = new TestRun(compiled, one.type, one.method.getName()).run();
            verdicts.add(verdict);
            say(Phrase.of(verdict.passed() ? "kit.passed" : "kit.failed", one.method.getName()));
            verdict.why().lines().forEach(line -> out.accept("          " + line));
        }
        return verdicts;
    }

    private List<Case> cases(PluginTests.Loaded loaded) {
        return loaded.tests().stream().flatMap(name -> cases(loaded, name)).toList();
    }

    private Stream<Case> cases(PluginTests.Loaded loaded, String name) {
        try {
            Class<?> type = Class.forName(name, false, loaded.loader());
            boolean marked = PluginTest.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
            return Stream.of(marked ? type.getMethods() : new Method[0])
                    .filter(Trial::isTest)
                    .sorted(Comparator.comparing(Method::getName))
                    .map(method -> new Case(name, method));
        } catch (ClassNotFoundException | LinkageError broken) {
            throw new Refusal(broken.toString());
        }
    }

    private static boolean isTest(Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() == 1
                && method.getParameterTypes()[0] == TestBot.class;
    }

    /** Loads it as the bot would, with the configuration that there is. */
    private boolean load(PluginTests compiled) {
        try (KitBot bot = KitBot.of(compiled.load(), config)) {
            Registered registered = Registered.in(bot.running(), bot.lasting().time());
            say(Phrase.of("kit.registers", registered.plugins(), registered.lines().size()));
            registered.lines().forEach(out);
            bot.finish();
            return true;
        } catch (AssertionError | Refusal failed) {
            String why = failed instanceof Refusal refusal
                    ? Failure.WORDS.say(refusal.phrase())
                    : String.valueOf(failed.getMessage());
            say(Phrase.of("kit.no-load", plugin.toString()));
            why.lines().forEach(line -> out.accept("          " + line));
            return false;
        }
    }

    private void say(Phrase phrase) {
        out.accept(Failure.WORDS.say(phrase));
    }
}
