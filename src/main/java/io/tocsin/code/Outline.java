package io.tocsin.code;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/**
 * What is seen of a source before it is compiled.
 *
 * @param compact whether its methods stand in no class
 * @param main whether one of them is called main
 */
record Outline(boolean compact, boolean main, Header header) {

    /** What may stand before the first comment of a compact file. */
    private static final Pattern BEFORE_COMMENT =
            Pattern.compile("(?:\\s++|//[^\\n]*+\\n|import\\s[^;]{1,300};)*+/\\*\\*?+");

    /** Looks at all of them; what the parser finds wrong, the compiler will say again. */
    static Map<Source, Outline> of(JavaCompiler compiler, List<Source> sources) throws IOException {
        Map<Source, Outline> outlines = new HashMap<>();
        Map<URI, Source> originals = new LinkedHashMap<>();
        List<Source> probes = new ArrayList<>();
        for (Source source : sources) {
            Source probe = source.named("Compact$" + probes.size());
            probes.add(probe);
            originals.put(probe.toUri(), source);
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, found, List.of("-proc:none"), null, probes);
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                URI uri = unit.getSourceFile().toUri();
                Source source = originals.get(uri);
                if (source != null && !isBroken(uri, found)) {
                    outlines.put(source, of(unit, source, trees));
                }
            }
        }
        return outlines;
    }

    /** The files come back wrapped. */
    private static boolean isBroken(URI probe, DiagnosticCollector<JavaFileObject> found) {
        return found.getDiagnostics().stream()
                .anyMatch(each -> each.getKind() == Diagnostic.Kind.ERROR && each.getSource() != null
                        && each.getSource().toUri().equals(probe));
    }

    private static Outline of(CompilationUnitTree unit, Source source, Trees trees) {
        String file = unit.getSourceFile().toUri().getPath();
        Optional<ClassTree> implicit = unit.getTypeDecls().stream()
                .filter(each -> each instanceof ClassTree type && file.equals("/" + type.getSimpleName() + ".java"))
                .map(ClassTree.class::cast)
                .findFirst();
        return implicit
                .map(type -> new Outline(true, type.getMembers().stream().anyMatch(Outline::isMain), first(source)))
                .orElseGet(() -> new Outline(false, false, ofClass(unit, trees)));
    }

    private static boolean isMain(Tree member) {
        return member instanceof MethodTree method && method.getName().contentEquals("main");
    }

    private static Header ofClass(CompilationUnitTree unit, Trees trees) {
        return unit.getTypeDecls().stream()
                .filter(type -> type instanceof ClassTree declared
                        && declared.getModifiers().getFlags().contains(Modifier.PUBLIC))
                .map(type -> trees.getDocComment(new TreePath(new TreePath(unit), type)))
                .filter(Objects::nonNull)
                .map(Header::of)
                .findFirst()
                .orElse(Header.NONE);
    }

    private static Header first(Source source) {
        String text = source.text();
        Matcher before = BEFORE_COMMENT.matcher(text);
        int end = before.lookingAt() ? text.indexOf("*/", before.end()) : -1;
        return end < 0
                ? Header.NONE
                : Header.of(text.substring(before.end(), end).replaceAll("(?m)^\\s*\\*(?: |$)", ""));
    }
}
