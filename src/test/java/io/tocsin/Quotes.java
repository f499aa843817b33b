package io.tocsin;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The texts that stand in the sources of tests, each in one piece, with a mark in the place of what is not text. */
final class Quotes extends TreeScanner<Void, Void> {

    private static final String SOMETHING = "\u2026";

    private final List<String> found = new ArrayList<>();

    private Quotes() {}

    /** The texts of each Java source under a directory. */
    static Map<Path, List<String>> under(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<Path, List<String>> texts = new TreeMap<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
                    manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                Quotes quotes = new Quotes();
                quotes.scan(unit, null);
                texts.put(Path.of(unit.getSourceFile().toUri()), quotes.found);
            }
        }
        return texts;
    }

    @Override
    public Void visitBinary(BinaryTree sum, Void nothing) {
        if (sum.getKind() != Tree.Kind.PLUS) {
            return super.visitBinary(sum, nothing);
        }
        found.add(text(sum));
        return null;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
        found.add(String.valueOf(literal.getValue()));
        return null;
    }

    private String text(ExpressionTree expression) {
        return switch (expression) {
            case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
                    text(sum.getLeftOperand()) + text(sum.getRightOperand());
            case ParenthesizedTree inner -> text(inner.getExpression());
            case LiteralTree literal -> String.valueOf(literal.getValue());
            default -> {
                scan(expression, null);
                yield SOMETHING;
            }
        };
    }
}
