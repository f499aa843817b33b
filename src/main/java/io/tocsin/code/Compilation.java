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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The files of one run of the compiler: of the bot's own class path only what plugins may see, and output in memory. */
final class Compilation extends ForwardingJavaFileManager<StandardJavaFileManager> {

    /** The bot's own classes, of which a plugin sees only some packages. */
    private enum Bot implements JavaFileManager.Location {
        ITSELF;

        @Override
        public String getName() {
            return name();
        }

        @Override
        public boolean isOutputLocation() {
            return false;
        }
    }

    private final Map<JavaFileObject, Map<String, ByteArrayOutputStream>> output = new HashMap<>();

    private Compilation(StandardJavaFileManager files) {
        super(files);
    }

    static Compilation over(StandardJavaFileManager files, List<Path> jars) throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, jars);
        files.setLocationFromPaths(Bot.ITSELF, List.of(home(Plugin.class), home(Logger.class)));
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
        boolean own = location == StandardLocation.CLASS_PATH && SpiLoader.shows(packageName);
        return super.list(own ? Bot.ITSELF : location, packageName, kinds, recurse);
    }

    @Override
    public @Nullable String inferBinaryName(JavaFileManager.Location location, JavaFileObject file) {
        String name = super.inferBinaryName(location, file);
        return name == null && location == StandardLocation.CLASS_PATH
                ? super.inferBinaryName(Bot.ITSELF, file)
                : name;
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
