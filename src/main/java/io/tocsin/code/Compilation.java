package io.tocsin.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** The files of one run of the compiler: of the bot's own class path only what plugins may see, and output in memory. */
final class Compilation extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final Map<JavaFileObject, Map<String, ByteArrayOutputStream>> output = new HashMap<>();

    private Compilation(StandardJavaFileManager files) {
        super(files);
    }

    static Compilation over(StandardJavaFileManager files, List<Path> jars) throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, jars);
        return new Compilation(files);
    }

    @Override
    public Iterable<JavaFileObject> list(
            JavaFileManager.Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
            throws IOException {
        boolean own = location == StandardLocation.CLASS_PATH && SpiLoader.shows(packageName);
        boolean wanted = own && kinds.contains(JavaFileObject.Kind.CLASS);
        return wanted ? Shown.in(packageName) : super.list(location, packageName, kinds, recurse);
    }

    @Override
    public @Nullable String inferBinaryName(JavaFileManager.Location location, JavaFileObject file) {
        return file instanceof Shown shown ? shown.binaryName() : super.inferBinaryName(location, file);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            JavaFileManager.Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (sibling instanceof Source source) {
            output.computeIfAbsent(source, none -> new HashMap<>()).put(className, bytes);
        }
        return new SimpleJavaFileObject(URI.create("memory:///" + Integer.toHexString(className.hashCode())), kind) {
            @Override
            public OutputStream openOutputStream() {
                return bytes;
            }
        };
    }

    /** The classes that came of a source, by their names. */
    Map<String, byte[]> classes(Source source) {
        return output.getOrDefault(source, Map.of()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toByteArray()));
    }
}
