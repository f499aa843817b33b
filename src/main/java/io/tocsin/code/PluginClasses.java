package io.tocsin.code;

import io.tocsin.spi.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells which classes are plugins, without running any of their code. */
final class PluginClasses {

    private static final Logger log = LoggerFactory.getLogger(PluginClasses.class);
    private static final String PLUGIN = Plugin.class.getName().replace('.', '/');

    private PluginClasses() {}

    /**
     * Those of a compiled file.
     *
     * @throws LinkageError if a class cannot be loaded
     */
    static List<String> compiled(ClassLoader loader, Collection<String> names) throws ClassNotFoundException {
        List<String> plugins = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, loader);
            if (Plugin.class.isAssignableFrom(type) && isTopLevel(type)) {
                plugins.add(name);
            }
        }
        return plugins;
    }

    private static boolean isTopLevel(Class<?> type) {
        int modifiers = type.getModifiers();
        return Modifier.isPublic(modifiers) && !Modifier.isAbstract(modifiers) && type.getEnclosingClass() == null;
    }

    /**
     * Those that jars name as services.
     *
     * @throws java.util.ServiceConfigurationError if they name something else
     */
    static List<String> services(ClassLoader loader) {
        return ServiceLoader.load(Plugin.class, loader).stream()
                .map(ServiceLoader.Provider::type)
                .filter(type -> type.getClassLoader() == loader)
                .map(Class::getName)
                .toList();
    }

    /**
     * Those public classes of a jar that implement the contract themselves.
     *
     * @throws UnsupportedClassVersionError if a class was built for a newer Java
     */
    static List<String> inJar(Path jar) throws IOException {
        List<String> plugins = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(PluginClasses::mayBePlugin).toList()) {
                try (InputStream bytes = file.getInputStream(entry)) {
                    if (isPlugin(bytes.readAllBytes(), jar)) {
                        plugins.add(entry.getName().replace(".class", "").replace('/', '.'));
                    }
                }
            }
        }
        return plugins;
    }

    private static boolean mayBePlugin(JarEntry entry) {
        String name = entry.getName();
        return name.endsWith(".class") && !name.contains("$") && !name.startsWith("META-INF/");
    }

    private static boolean isPlugin(byte[] bytes, Path jar) {
        try {
            ClassModel model = ClassFile.of().parse(bytes);
            return model.flags().has(AccessFlag.PUBLIC)
                    && !model.flags().has(AccessFlag.ABSTRACT)
                    && model.interfaces().stream().map(ClassEntry::asInternalName).anyMatch(PLUGIN::equals);
        } catch (IllegalArgumentException damaged) {
            if (isNewer(ByteBuffer.wrap(bytes))) {
                throw new UnsupportedClassVersionError(jar.toString());
            }
            log.debug("{} has a class that cannot be read", jar, damaged);
            return false;
        }
    }

    private static boolean isNewer(ByteBuffer head) {
        return head.remaining() >= 8
                && head.getInt(0) == ClassFile.MAGIC_NUMBER
                && head.getShort(6) > ClassFile.latestMajorVersion();
    }
}
