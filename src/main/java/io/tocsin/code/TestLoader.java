package io.tocsin.code;

import java.util.Map;

/** Classes of a plugin's test, which sees the plugin; the plugin does not see it. */
final class TestLoader extends ClassLoader {

    private final Map<String, byte[]> classes;

    TestLoader(String name, Map<String, byte[]> classes, ClassLoader plugin) {
        super(name, plugin);
        this.classes = Map.copyOf(classes);
        setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
