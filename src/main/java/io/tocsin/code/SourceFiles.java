package io.tocsin.code;

import io.tocsin.artifact.ArtifactException;
import io.tocsin.artifact.Artifacts;
import io.tocsin.artifact.Coordinates;
import io.tocsin.bytecode.Weaver;
import io.tocsin.spi.Phrase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.tools.JavaCompiler;
import org.jspecify.annotations.Nullable;

/** The way from source files to classes that are ready to be loaded. */
final class SourceFiles {

    private static final Outline UNKNOWN = new Outline(false, false, Header.NONE);

    private final JavaCompiler compiler;
    private final CompileCache cache;
    private final Optional<Artifacts> artifacts;
    private final List<Code> codes = new ArrayList<>();
    private final List<LoadProblem> problems = new ArrayList<>();

    /** @param artifacts where libraries come from; empty if they cannot be kept anywhere */
    SourceFiles(JavaCompiler compiler, CompileCache cache, Optional<Artifacts> artifacts) {
        this.compiler = compiler;
        this.cache = cache;
        this.artifacts = artifacts;
    }

    List<Code> codes() {
        return codes;
    }

    List<LoadProblem> problems() {
        return problems;
    }

    void load(List<Source> sources) {
        Map<Source, Ready> ready = new LinkedHashMap<>();
        List<Source> fresh = new ArrayList<>();
        for (Source source : sources) {
            Optional<LoadProblem> newer = SpiVersion.problem(source);
            newer.ifPresent(problems::add);
            if (newer.isEmpty()) {
                cache.find(source).ifPresentOrElse(kept -> ready.put(source, kept), () -> fresh.add(source));
            }
        }
        ready.putAll(make(fresh));
        for (Source source : sources) {
            Ready whole = ready.get(source);
            if (whole != null) {
                add(source, whole);
            }
        }
    }

    private Map<Source, Ready> make(List<Source> fresh) {
        Map<Source, Outline> outlines = outlines(fresh);
        Map<Source, List<Path>> jars = jars(fresh);
        Map<Source, Source> given = new LinkedHashMap<>();
        for (Source source : jars.keySet()) {
            Outline outline = outlines.getOrDefault(source, UNKNOWN);
            given.put(source, outline.compact() ? CompactFile.completed(source, outline.main()) : source);
        }
        Map<Source, SourceCompiler.Outcome> outcomes = compile(given, jars);
        Map<Source, Ready> made = new HashMap<>();
        given.forEach((source, completed) -> {
            switch (Objects.requireNonNull(outcomes.get(completed))) {
                case SourceCompiler.Outcome.Broken broken -> problems.addAll(broken.problems());
                case SourceCompiler.Outcome.Compiled compiled ->
                        ready(source, compiled.classes(), outlines.getOrDefault(source, UNKNOWN)).ifPresent(ready -> {
                            Ready whole =
                                    new Ready(ready.classes(), jars.getOrDefault(source, List.of()), ready.header());
                            cache.keep(source, whole);
                            made.put(source, whole);
                        });
            }
        });
        return made;
    }

    /** Those with jars of their own one by one: they must not see those of others. */
    private Map<Source, SourceCompiler.Outcome> compile(Map<Source, Source> given, Map<Source, List<Path>> jars) {
        SourceCompiler javac = new SourceCompiler(compiler);
        List<Source> together = new ArrayList<>();
        Map<Source, SourceCompiler.Outcome> outcomes = new HashMap<>();
        given.forEach((source, completed) -> {
            List<Path> own = jars.getOrDefault(source, List.of());
            if (own.isEmpty()) {
                together.add(completed);
            } else {
                outcomes.putAll(javac.compile(List.of(completed), own));
            }
        });
        outcomes.putAll(javac.compile(together, List.of()));
        return outcomes;
    }

    /** What each depends on; those that cannot have it are left out. */
    private Map<Source, List<Path>> jars(List<Source> fresh) {
        Map<Source, List<Path>> jars = new LinkedHashMap<>();
        for (Source source : fresh) {
            try {
                jars.put(source, resolve(Coordinates.in(source.text())));
            } catch (ArtifactException missing) {
                String file = source.path().getFileName().toString();
                String place = missing.line() == 0 ? source.path().toString() : file + ":" + missing.line();
                problems.add(new LoadProblem(place, missing.phrase()));
            }
        }
        return jars;
    }

    private List<Path> resolve(List<Coordinates> wanted) throws ArtifactException {
        if (wanted.isEmpty()) {
            return List.of();
        }
        return artifacts.orElseThrow(() -> new ArtifactException(Phrase.of("plugin.deps-no-cache"))).resolve(wanted);
    }

    private Map<Source, Outline> outlines(List<Source> fresh) {
        if (fresh.isEmpty()) {
            return Map.of();
        }
        try {
            return Outline.of(compiler, fresh);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("sources in memory", unreadable);
        }
    }

    private Optional<Ready> ready(Source source, Map<String, byte[]> classes, Outline outline) {
        if (classes.values().stream().anyMatch(Exits::in)) {
            return leaveOut(source, "plugin.exits");
        }
        if (!outline.compact()) {
            return Optional.of(new Ready(woven(classes), List.of(), outline.header()));
        }
        byte[] top = classes.get(CompactFile.className(source.path()));
        if (top == null || !CompactFile.offers(top)) {
            return leaveOut(source, "plugin.no-start");
        }
        return Optional.of(
                new Ready(woven(CompactFile.published(classes, source.path())), List.of(), outline.header()));
    }

    private Optional<Ready> leaveOut(Source source, String key) {
        problems.add(LoadProblem.of(source.path().toString(), key));
        return Optional.empty();
    }

    private static Map<String, byte[]> woven(Map<String, byte[]> classes) {
        Weaver weaver = new Weaver(path -> own(classes, path));
        Map<String, byte[]> woven = new HashMap<>();
        classes.forEach((name, bytes) -> woven.put(name, weaver.weave(bytes)));
        return woven;
    }

    private static @Nullable InputStream own(Map<String, byte[]> classes, String path) {
        byte[] bytes = classes.get(path.replace(".class", "").replace('/', '.'));
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    private void add(Source source, Ready ready) {
        Path path = source.path();
        try {
            PluginLoader loader = new PluginLoader(path.toString(), ready.classes(), ready.jars());
            List<String> plugins = PluginClasses.compiled(loader, ready.classes().keySet());
            if (plugins.isEmpty()) {
                loader.close();
                problems.add(LoadProblem.of(path.toString(), "plugin.no-plugin"));
            } else {
                codes.add(new Code(path.toString(), loader, plugins, ready.header()));
            }
        } catch (IOException | ClassNotFoundException | LinkageError unusable) {
            problems.add(LoadProblem.unusable(path, unusable));
        }
    }
}
