package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Budgets that keep the source small enough to read. */
final class SourceTest {

    private static final int LONGEST_FILE = 350;
    private static final int LONGEST_METHOD = 40;

    @Test
    void filesStayShort() {
        Map<Path, Long> tooLong = new TreeMap<>();
        for (Path file : javaFiles("src/main", "src/test", "src/bench", "plugins")) {
            tooLong.put(file, read(file).lines().count());
        }
        tooLong.values().removeIf(lines -> lines <= LONGEST_FILE);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void methodsStayShort() throws IOException {
        assertThat(longMethods(javaFiles("src/main", "plugins"))).isEmpty();
    }

    @Test
    void testsWaitForConditionsAndNeverSleep() {
        String sleep = "Thread" + ".sleep";
        assertThat(javaFiles("src/test").stream().filter(file -> read(file).contains(sleep))).isEmpty();
    }

    @Test
    void everyPackageSaysWhyItExists() {
        Set<Path> silent = new TreeSet<>();
        for (Path file : javaFiles("src/main")) {
            Path directory = file.getParent();
            if (!directory.endsWith("io/tocsin") && Files.notExists(directory.resolve("package-info.java"))) {
                silent.add(directory);
            }
        }
        assertThat(silent).isEmpty();
    }

    private static List<String> longMethods(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
                    manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new LongMethods(unit, positions, found).scan(unit, "");
            }
        }
        return found;
    }

    private static List<Path> javaFiles(String... roots) {
        return Stream.of(roots).map(Path::of).filter(Files::isDirectory).flatMap(SourceTest::walk)
                .filter(file -> file.toString().endsWith(".java"))
                .sorted()
                .toList();
    }

    private static Stream<Path> walk(Path root) {
        try {
            return Files.walk(root);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class LongMethods extends TreeScanner<Void, String> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, String around) {
            return super.visitClass(type, type.getSimpleName().toString());
        }

        @Override
        public Void visitMethod(MethodTree method, String around) {
            if (method.getBody() != null) {
                long first = line(positions.getStartPosition(unit, method.getBody()));
                long last = line(positions.getEndPosition(unit, method.getBody()));
                if (last - first + 1 > LONGEST_METHOD) {
                    found.add(around + "." + method.getName() + " has " + (last - first + 1) + " lines");
                }
            }
            return super.visitMethod(method, around);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
