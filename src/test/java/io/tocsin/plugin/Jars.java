package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Plugins that somebody else has built into jars. */
final class Jars {

    private final Path plugins;
    private final Path work;

    /** @param work where nobody looks for plugins */
    Jars(Path plugins, Path work) {
        this.plugins = plugins;
        this.work = work;
    }

    /** The classes that come of some sources, by their paths in a jar. */
    Map<String, byte[]> compiled(Map<String, String> sources) throws IOException {
        Path from = Files.createTempDirectory(work, "sources");
        Path to = Files.createTempDirectory(work, "classes");
        Stream.Builder<String> arguments = Stream.builder();
        Stream.of("-nowarn", "-proc:none", "-d", to.toString(), "-cp", System.getProperty("java.class.path"))
                .forEach(arguments);
        for (Map.Entry<String, String> source : sources.entrySet()) {
            arguments.add(Files.writeString(from.resolve(source.getKey() + ".java"), source.getValue()).toString());
        }
        int result =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.build().toArray(String[]::new));
        assertThat(result).isZero();
        Map<String, byte[]> classes = new HashMap<>();
        try (Stream<Path> files = Files.walk(to)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                classes.put(to.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    /** A plugin whose {@code start} has this body, and another class of its own. */
    Map<String, byte[]> plugin(String name, String body) throws IOException {
        return compiled(Map.of(
                name, """
                        import io.tocsin.spi.*;

                        public class %s implements Plugin {
                            @Override
                            public void start(Bot bot) throws Exception {
                                %s
                            }
                        }
                        """.formatted(name, body),
                "Helper", "public class Helper { public static String text() { return \"helped\"; } }"));
    }

    /** Puts classes into a jar in a directory of plugins, in place of what was there. */
    void pack(String directory, Map<String, byte[]> classes, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                jar.putNextEntry(new JarEntry(each.getKey()));
                jar.write(each.getValue());
            }
        }
        Path target = Files.createDirectories(plugins.resolve(directory)).resolve("plugin.jar");
        Path part = Files.write(work.resolve("part.jar"), bytes.toByteArray());
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
}
