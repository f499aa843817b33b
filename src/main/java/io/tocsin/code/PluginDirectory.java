package io.tocsin.code;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.TreeSet;
import java.util.jar.JarFile;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Reads a directory of plugins: source files, and directories of jars. Nothing of what it finds is run. */
public final class PluginDirectory {

    private static final String SOURCE = ".java";
    private static final String JAR = ".jar";
    /** The directory of the plugins' tests, which the bot does not load. */
    private static final String TESTS = "test";

    private final Optional<JavaCompiler> compiler;
    private final List<Code> codes = new ArrayList<>();
    private final List<LoadProblem> problems = new ArrayList<>();

    private PluginDirectory(Optional<JavaCompiler> compiler) {
        this.compiler = compiler;
    }

    /** What was found. */
    public static final class Found {

        private final List<Code> codes;
        private final List<LoadProblem> problems;

        private Found(List<Code> codes, List<LoadProblem> problems) {
            this.codes = List.copyOf(codes);
            this.problems = List.copyOf(problems);
        }

        public List<Code> codes() {
            return codes;
        }

        public List<LoadProblem> problems() {
            return problems;
        }
    }

    /** Reads all of it. Compiling takes most of a second, so this is best begun early, on a thread of its own. */
    public static Found read(PluginSettings settings) {
        return read(settings, Optional.ofNullable(ToolProvider.getSystemJavaCompiler()));
    }

    /** Reads one source file. */
    public static Found read(PluginSettings settings, Path file) {
        PluginDirectory reader = new PluginDirectory(Optional.ofNullable(ToolProvider.getSystemJavaCompiler()));
        reader.sources(List.of(file));
        return new Found(reader.codes, reader.problems);
    }

    static Found read(PluginSettings settings, Optional<JavaCompiler> compiler) {
        PluginDirectory reader = new PluginDirectory(compiler);
        reader.read(settings.directory(), settings.named());
        return new Found(reader.codes, reader.problems);
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
            for (Path jar : entries(directory, JAR)) {
                Path better =
                        directory.resolve(jar.getFileName().toString().replace(JAR, "")).resolve(jar.getFileName());
                problems.add(LoadProblem.of(jar.toString(), "plugin.loose-jar", better.toString()));
            }
            for (Path jars : entries(directory, "")) {
                String name = jars.getFileName().toString();
                boolean other = name.endsWith(SOURCE) || name.startsWith(".") || name.equals(TESTS);
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
                directory, path -> path.getFileName().toString().endsWith(suffix))) {
            TreeSet<Path> sorted = new TreeSet<>();
            entries.forEach(sorted::add);
            return List.copyOf(sorted);
        }
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
                sources.add(Source.read(path));
            } catch (UnloadableException unreadable) {
                problems.addAll(unreadable.problems());
            }
        }
        compiler.ifPresent(present -> compile(present, sources));
    }

    private void compile(JavaCompiler present, List<Source> sources) {
        Map<Source, SourceCompiler.Outcome> outcomes = new SourceCompiler(present).compile(sources);
        for (Source source : sources) {
            switch (Objects.requireNonNull(outcomes.get(source))) {
                case SourceCompiler.Outcome.Broken broken -> problems.addAll(broken.problems());
                case SourceCompiler.Outcome.Compiled compiled -> compiled(source.path(), compiled.classes());
            }
        }
    }

    private void compiled(Path path, Map<String, byte[]> classes) {
        if (classes.values().stream().anyMatch(Exits::in)) {
            problems.add(LoadProblem.of(path.toString(), "plugin.exits"));
            return;
        }
        MemoryLoader loader = new MemoryLoader(path.toString(), classes);
        try {
            add(path, loader, PluginClasses.compiled(loader, classes.keySet()), "plugin.no-plugin");
        } catch (ClassNotFoundException | LinkageError unusable) {
            problems.add(LoadProblem.of(path.toString(), "plugin.unreadable", unusable.toString()));
        }
    }

    private void jars(Path directory) {
        try {
            List<Path> jars = entries(directory, JAR);
            if (jars.isEmpty()) {
                problems.add(LoadProblem.of(directory.toString(), "plugin.no-jar"));
                return;
            }
            if (!jars.stream().allMatch(this::isWhole)) {
                return;
            }
            URLClassLoader loader = new URLClassLoader(directory.toString(), urls(jars), SpiLoader.instance());
            List<String> plugins = new ArrayList<>(PluginClasses.services(loader));
            for (Path jar : plugins.isEmpty() ? jars : List.<Path>of()) {
                plugins.addAll(PluginClasses.inJar(jar));
            }
            for (String plugin : plugins) {
                Class.forName(plugin, false, loader);
            }
            add(directory, loader, plugins, "plugin.no-plugin-in-jars");
        } catch (UnsupportedClassVersionError newer) {
            String own = String.valueOf(Runtime.version().feature());
            problems.add(LoadProblem.of(directory.toString(), "plugin.newer-java", own));
        } catch (IOException | ClassNotFoundException | ServiceConfigurationError | LinkageError unusable) {
            problems.add(LoadProblem.of(directory.toString(), "plugin.unreadable", unusable.toString()));
        }
    }

    /** A class loader would pass over a damaged one in silence. */
    private boolean isWhole(Path jar) {
        try (JarFile whole = new JarFile(jar.toFile())) {
            return whole.size() >= 0;
        } catch (IOException damaged) {
            problems.add(LoadProblem.of(jar.toString(), "plugin.unreadable", String.valueOf(damaged.getMessage())));
            return false;
        }
    }

    private static URL[] urls(List<Path> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }

    private void add(Path place, ClassLoader loader, List<String> plugins, String otherwise) {
        if (plugins.isEmpty()) {
            problems.add(LoadProblem.of(place.toString(), otherwise));
        } else {
            codes.add(new Code(place.toString(), loader, plugins));
        }
    }
}
