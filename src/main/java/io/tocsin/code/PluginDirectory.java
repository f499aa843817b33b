package io.tocsin.code;

import io.tocsin.artifact.Artifacts;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Reads a directory of plugins: source files, and directories of jars. Nothing of what it finds is run. */
public final class PluginDirectory {

    private static final String SOURCE = ".java";
    private static final String JAR = ".jar";
    /** The directory of the plugins' tests, which the bot does not load. */
    private static final String TESTS = "test";
    private static final Duration DOWNLOADS = Duration.ofMinutes(2);

    private final PluginSettings settings;
    private final Optional<JavaCompiler> compiler;
    private final CompileCache cache;
    private final Optional<Artifacts> artifacts;
    private final List<Code> codes = new ArrayList<>();
    private final List<LoadProblem> problems = new ArrayList<>();
    private final List<Phrase> news = new CopyOnWriteArrayList<>();
    private final Map<String, String> off = new TreeMap<>();

    private PluginDirectory(PluginSettings settings, Optional<JavaCompiler> compiler, Consumer<Phrase> listener) {
        this.settings = settings;
        this.compiler = compiler;
        this.cache = new CompileCache(settings.cache(), Build.stamp());
        this.artifacts = settings.cache()
                .map(kept -> new Artifacts(settings.repository(), kept.resolve("repository"), DOWNLOADS,
                        listener.andThen(news::add)));
    }

    /** What was found. */
    public static final class Found {

        private final List<Code> codes;
        private final List<LoadProblem> problems;
        private final List<Phrase> news;
        private final Map<String, String> off;

        private Found(List<Code> codes, List<LoadProblem> problems, List<Phrase> news, Map<String, String> off) {
            this.news = List.copyOf(news);
            this.codes = List.copyOf(codes);
            this.problems = List.copyOf(problems);
            this.off = Map.copyOf(off);
        }

        public List<Code> codes() {
            return codes;
        }

        public List<LoadProblem> problems() {
            return problems;
        }

        /** Which libraries had to be fetched. */
        public List<Phrase> news() {
            return news;
        }

        /** The plugins that nobody has asked for and that want to be asked for, and their files. */
        public Map<String, String> off() {
            return off;
        }
    }

    /** Reads all of it. Compiling takes most of a second, so this is best begun early, on a thread of its own. */
    public static Found read(PluginSettings settings) {
        return read(settings, Optional.ofNullable(ToolProvider.getSystemJavaCompiler()));
    }

    static Found read(PluginSettings settings, Optional<JavaCompiler> compiler) {
        PluginDirectory reader = new PluginDirectory(settings, compiler, _ -> {});
        reader.read(settings.directory(), settings.named());
        return reader.found();
    }

    /** Reads one source file or one directory of jars. */
    public static Found read(PluginSettings settings, Path place) {
        return read(settings, place, _ -> {});
    }

    /**
     * The same.
     *
     * @param listener is told at once when libraries must be fetched, which takes a while, and what was
     */
    public static Found read(PluginSettings settings, Path place, Consumer<Phrase> listener) {
        PluginDirectory reader =
                new PluginDirectory(settings, Optional.ofNullable(ToolProvider.getSystemJavaCompiler()), listener);
        try {
            if (place.getFileName().toString().endsWith(SOURCE)) {
                reader.sources(List.of(place));
            } else {
                reader.jars(place);
            }
        } catch (IOException unreadable) {
            reader.problems.add(LoadProblem.of(place.toString(), "plugin.unreadable", unreadable.toString()));
        }
        return reader.found();
    }

    private Found found() {
        return new Found(codes, problems, news, off);
    }

    private void read(Path directory, boolean named) {
        if (!Files.isDirectory(directory)) {
            if (named) {
                problems.add(LoadProblem.of(directory.toString(), "plugin.no-directory"));
            }
            return;
        }
        try {
            sources(entries(directory, SOURCE));
            cache.sweep();
            for (Path jar : entries(directory, JAR)) {
                Path better =
                        directory.resolve(jar.getFileName().toString().replace(JAR, "")).resolve(jar.getFileName());
                problems.add(LoadProblem.of(jar.toString(), "plugin.loose-jar", better.toString()));
            }
            for (Path jars : entries(directory, "")) {
                String name = jars.getFileName().toString();
                boolean other = name.endsWith(SOURCE) || name.equals(TESTS);
                if (Files.isDirectory(jars) && !other) {
                    jars(jars);
                }
            }
        } catch (IOException unreadable) {
            problems.add(LoadProblem.of(directory.toString(), "plugin.unreadable", unreadable.toString()));
        }
    }

    /** Sorted, so that the order never depends on the file system. */
    private static List<Path> entries(Path directory, String suffix) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                directory, path -> isShown(path) && path.getFileName().toString().endsWith(suffix))) {
            TreeSet<Path> sorted = new TreeSet<>();
            entries.forEach(sorted::add);
            return List.copyOf(sorted);
        }
    }

    /** What is hidden belongs to an editor or a file system, such as {@code .#Hello.java} and {@code ._Hello.java}. */
    private static boolean isShown(Path path) {
        return !path.getFileName().toString().startsWith(".");
    }

    private void sources(List<Path> paths) {
        List<Source> sources = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isRegularFile(path)) {
                problems.add(LoadProblem.of(path.toString(), "plugin.no-file"));
                continue;
            }
            if (compiler.isEmpty()) {
                problems.add(LoadProblem.of(path.toString(), "plugin.no-compiler", path.getFileName().toString()));
                continue;
            }
            try {
                Source source = Source.read(path);
                if (source.waitsToBeWanted() && !settings.wants(source.plugin())) {
                    off.put(source.plugin(), path.toString());
                } else {
                    sources.add(source);
                }
            } catch (UnloadableException unreadable) {
                problems.addAll(unreadable.problems());
            }
        }
        compiler.ifPresent(present -> {
            SourceFiles files = new SourceFiles(present, cache, artifacts);
            files.load(sources);
            problems.addAll(files.problems());
            codes.addAll(files.codes());
        });
    }

    private void jars(Path directory) throws IOException {
        try {
            codes.add(new JarDirectory(directory, entries(directory, JAR)).load());
        } catch (UnloadableException unusable) {
            problems.addAll(unusable.problems());
        }
    }
}
