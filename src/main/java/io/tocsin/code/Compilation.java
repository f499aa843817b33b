package io.tocsin.code;

import io.tocsin.spi.Plugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
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
import org.slf4j.Logger;

/** The files of one run of the compiler: of the bot's own class path only what plugins may see, and output in memory. */
final class Compilation extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final Map<JavaFileObject, Map<String, ByteArrayOutputStream>> output = new HashMap<>();

    private Compilation(StandardJavaFileManager files) {
        super(files);
    }

    static Compilation over(StandardJavaFileManager files) throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(home(Plugin.class), home(Logger.class)));
        return new Compilation(files);
    }

    /** The jar or directory a class comes from. */
    private static Path home(Class<?> type) throws IOException {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException strange) {
            throw new IOException("the class path entry of " + type.getName() + " is no file", strange);
        }
    }

    @Override
    public Iterable<JavaFileObject> list(
            JavaFileManager.Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
            throws IOException {
        if (location == StandardLocation.CLASS_PATH && !SpiLoader.shows(packageName)) {
            return List.of();
        }
        return super.list(location, packageName, kinds, recurse);
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
