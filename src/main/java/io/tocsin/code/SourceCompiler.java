package io.tocsin.code;

import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles source files in memory, each for a class loader of its own. All go through the compiler together, which is
 * several times faster; a file that is broken, or leans on another, is compiled alone, so that it harms only itself.
 */
final class SourceCompiler {

    private static final Logger log = LoggerFactory.getLogger(SourceCompiler.class);
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-Xlint:none", "-g", "-parameters", "-source", "25", "-target", "25");

    private static final int MOST_PROBLEMS = 10;

    private final JavaCompiler compiler;

    SourceCompiler(JavaCompiler compiler) {
        this.compiler = compiler;
    }

    /** What came of one source. */
    sealed interface Outcome {

        record Compiled(Map<String, byte[]> classes) implements Outcome {}

        record Broken(List<LoadProblem> problems) implements Outcome {
            public Broken {
                problems = List.copyOf(problems);
            }
        }
    }

    Map<Source, Outcome> compile(List<Source> sources) {
        return compile(sources, List.of());
    }

    /** @param jars what they may use */
    Map<Source, Outcome> compile(List<Source> sources, List<Path> jars) {
        if (sources.isEmpty()) {
            return Map.of();
        }
        Map<Source, Outcome> together = run(sources, jars);
        if (sources.size() == 1) {
            return together;
        }
        Map<Source, Outcome> outcomes = new HashMap<>();
        for (Source source : sources) {
            outcomes.put(source,
                    standsAlone(source, together) ? together.get(source) : run(List.of(source), jars).get(source));
        }
        return outcomes;
    }

    /** Compiles files that lean on each other; at run time their classes must see each other. */
    Map<Source, Outcome> together(List<Source> sources, List<Path> jars) {
        return run(sources, jars);
    }

    private Map<Source, Outcome> run(List<Source> sources, List<Path> jars) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8);
                Compilation compilation = Compilation.over(files, jars)) {
            boolean clean = compiler.getTask(null, compilation, found, OPTIONS, null, sources).call();
            return sources.stream().collect(Collectors.toMap(source -> source, source -> clean
                    ? new Outcome.Compiled(compilation.classes(source))
                    : new Outcome.Broken(problems(found, source))));
        } catch (IOException | RuntimeException broken) {
            log.warn("the compiler gave up on {}", sources, broken);
            return sources.stream().collect(Collectors.toMap(source -> source, source -> new Outcome.Broken(
                    List.of(LoadProblem.of(source.path().toString(), "plugin.unreadable", broken.toString())))));
        }
    }

    private static List<LoadProblem> problems(DiagnosticCollector<JavaFileObject> found, Source source) {
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .filter(diagnostic -> diagnostic.getSource() == null
                        || diagnostic.getSource().toUri().equals(source.toUri()))
                .sorted(Comparator.comparingLong(Diagnostic::getLineNumber))
                .limit(MOST_PROBLEMS)
                .map(diagnostic -> problem(diagnostic, source))
                .toList();
    }

    private static LoadProblem problem(Diagnostic<? extends JavaFileObject> diagnostic, Source source) {
        String file = source.path().getFileName().toString();
        String place = diagnostic.getLineNumber() == Diagnostic.NOPOS ? file : file + ":" + diagnostic.getLineNumber();
        String message =
                diagnostic.getMessage(Locale.ENGLISH).strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\s+", " ");
        return new LoadProblem(place, Phrase.literal(message));
    }

    /** Whether a source compiled, and uses no class that only another file has: at run time they do not see each other. */
    private static boolean standsAlone(Source source, Map<Source, Outcome> together) {
        Outcome outcome = together.get(source);
        if (!(outcome instanceof Outcome.Compiled compiled)) {
            return false;
        }
        Set<String> foreign = together.entrySet().stream()
                .filter(entry -> entry.getKey() != source)
                .flatMap(entry -> names(entry.getValue()).stream())
                .collect(Collectors.toSet());
        return compiled.classes().values().stream().noneMatch(bytes -> uses(bytes, foreign));
    }

    private static Set<String> names(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Compiled compiled -> compiled.classes().keySet();
            case Outcome.Broken _ -> Set.of();
        };
    }

    private static boolean uses(byte[] bytes, Set<String> names) {
        Iterable<PoolEntry> pool = ClassFile.of().parse(bytes).constantPool();
        return StreamSupport.stream(pool.spliterator(), false)
                .anyMatch(entry -> entry instanceof ClassEntry used
                        && names.contains(used.asInternalName().replace('/', '.')));
    }
}
