package io.tocsin.code;

import io.tocsin.bytecode.Weaver;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one plugin: those that were compiled in memory, woven already, and those of its jars. Not a
 * {@code URLClassLoader}, which shares open jars with those before and after it.
 */
final class PluginLoader extends ClassLoader implements Closeable {

    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> compiled;
    private final List<JarFile> jars;
    private final Weaver weaver = new Weaver(this::getResourceAsStream);

    /** @throws IOException if a jar is damaged */
    PluginLoader(String name, Map<String, byte[]> compiled, List<Path> jars) throws IOException {
        super(name, SpiLoader.instance());
        this.compiled = Map.copyOf(compiled);
        this.jars = opened(jars);
    }

    private static List<JarFile> opened(List<Path> paths) throws IOException {
        List<JarFile> jars = new ArrayList<>();
        try {
            for (Path path : paths) {
                jars.add(new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version()));
            }
            return List.copyOf(jars);
        } catch (IOException damaged) {
            closeAll(jars);
            throw damaged;
        }
    }

    /** Its jars. */
    List<Path> libraries() {
        return jars.stream().map(jar -> Path.of(jar.getName())).toList();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] own = compiled.get(name);
        byte[] bytes = own == null ? weaver.weave(read(name)) : own;
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] read(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        for (JarFile jar : jars) {
            JarEntry entry = jar.getJarEntry(path);
            if (entry != null) {
                try (InputStream bytes = jar.getInputStream(entry)) {
                    return bytes.readAllBytes();
                } catch (IOException damaged) {
                    throw new ClassNotFoundException(name, damaged);
                }
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return jars.stream().flatMap(jar -> url(jar, name).stream()).findFirst().orElse(null);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.enumeration(jars.stream().flatMap(jar -> url(jar, name).stream()).toList());
    }

    private static Optional<URL> url(JarFile jar, String name) {
        JarEntry entry = jar.getJarEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try {
            URI within = new URI(null, null, "/" + entry.getRealName(), null);
            return Optional.of(
                    URI.create("jar:" + Path.of(jar.getName()).toUri() + "!" + within.getRawPath()).toURL());
        } catch (URISyntaxException | MalformedURLException strange) {
            throw new IllegalArgumentException(jar.getName() + " has an entry " + name, strange);
        }
    }

    /** Without the cache of the JDK, which would keep jars open. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        try {
            InputStream above = getParent().getResourceAsStream(name);
            if (above != null) {
                return above;
            }
            for (JarFile jar : jars) {
                JarEntry entry = jar.getJarEntry(name);
                if (entry != null) {
                    return jar.getInputStream(entry);
                }
            }
            return null;
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    @Override
    public void close() throws IOException {
        closeAll(jars);
    }

    private static void closeAll(List<JarFile> jars) throws IOException {
        for (JarFile jar : jars) {
            jar.close();
        }
    }
}
