package io.tocsin.code;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A plugin's source file and its test, compiled and loaded as often as wanted: for the author's kit. */
public final class PluginTests {

    private final PluginSettings settings;
    private final Path plugin;
    private final Map<String, byte[]> tests;
    private final List<LoadProblem> problems;

    private PluginTests(
            PluginSettings settings, Path plugin, Map<String, byte[]> tests, List<LoadProblem> problems) {
        this.settings = settings;
        this.plugin = plugin;
        this.tests = Map.copyOf(tests);
        this.problems = List.copyOf(problems);
    }

    /**
     * Loaded code.
     *
     * @param found the plugin, as if it had been found in its directory
     * @param loader of the test
     * @param tests the classes of the test's file
     */
    public record Loaded(PluginDirectory.Found found, ClassLoader loader, List<String> tests) {

        public Loaded {
            tests = List.copyOf(tests);
        }
    }

    /** Compiles both; what is wrong with them is among the problems. */
    public static PluginTests of(PluginSettings given, Path plugin, Optional<Path> test) {
        PluginSettings settings = given.wanting(List.of(
                String.valueOf(plugin.getFileName()).replaceFirst("(?:(?<=.)Plugin)?\\.java$", "")));
        PluginDirectory.Found found = PluginDirectory.read(settings, plugin);
        List<LoadProblem> wrong = found.problems();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (!wrong.isEmpty() || test.isEmpty() || compiler == null) {
            return new PluginTests(settings, plugin, Map.of(), wrong);
        }
        try {
            Source source = Source.read(test.get());
            return switch (compiled(new SourceCompiler(compiler), Source.read(plugin), source, libraries(found))) {
                case SourceCompiler.Outcome.Compiled compiled ->
                        new PluginTests(settings, plugin, compiled.classes(), List.of());
                case SourceCompiler.Outcome.Broken broken ->
                        new PluginTests(settings, plugin, Map.of(), broken.problems());
            };
        } catch (UnloadableException unreadable) {
            return new PluginTests(settings, plugin, Map.of(), unreadable.problems());
        }
    }

    /** A test that names nothing of its plugin stands alone, whatever the plugin needs. */
    private static SourceCompiler.Outcome compiled(SourceCompiler compiler, Source plugin, Source test,
            List<Path> jars) {
        SourceCompiler.Outcome alone = outcome(compiler.together(List.of(test), jars), test);
        if (alone instanceof SourceCompiler.Outcome.Compiled) {
            return alone;
        }
        return outcome(compiler.together(List.of(plugin, test), jars), test);
    }

    /** What the plugin has, its test may use, too. */
    private static List<Path> libraries(PluginDirectory.Found found) {
        return found.codes().stream()
                .flatMap(code -> code.loader() instanceof PluginLoader own ? own.libraries().stream() : Stream.of())
                .toList();
    }

    private static SourceCompiler.Outcome outcome(Map<Source, SourceCompiler.Outcome> outcomes, Source source) {
        return Optional.ofNullable(outcomes.get(source))
                .orElseThrow(() -> new IllegalStateException("nothing came of " + source.path()));
    }

    public List<LoadProblem> problems() {
        return problems;
    }

    /** Loads it anew, so that nothing is left of a time before. */
    public Loaded load() {
        PluginDirectory.Found found = PluginDirectory.read(settings, plugin);
        ClassLoader parent = found.codes().stream().findFirst().map(Code::loader).orElseGet(SpiLoader::instance);
        return new Loaded(
                found, new TestLoader("test of " + plugin, tests, parent), tests.keySet().stream().sorted().toList());
    }
}
