package io.tocsin.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Plugin;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginDirectoryTest {

    private static final String GOOD = """
            import module java.base;
            import io.tocsin.spi.*;

            public class Good implements Plugin {
                record Part(String name) {}

                @Override
                public void start(Bot bot) {
                    Runnable lambda = () -> new Part("x");
                }
            }
            """;

    @TempDir
    private Path temporary;

    private Path plugins;

    @BeforeEach
    void makeDirectory() throws IOException {
        plugins = Files.createDirectory(temporary.resolve("plugins"));
    }

    @Test
    void aFileIsCompiledAndItsPluginFound() throws Exception {
        write("Good.java", GOOD);

        PluginDirectory.Found found = read();

        assertThat(found.problems()).isEmpty();
        assertThat(found.codes()).singleElement().satisfies(code -> {
            assertThat(code.plugins()).containsExactly("Good");
            assertThat(code.loader().loadClass("Good").getConstructor().newInstance()).isInstanceOf(Plugin.class);
        });
    }

    @Test
    void aBrokenFileIsToldWithItsLineAndHarmsNoOther() throws Exception {
        write("Broken.java", """
                import io.tocsin.spi.*;

                public class Broken implements Plugin {
                    int number = "text";
                    Missing missing;
                }
                """);
        write("Good.java", GOOD);

        PluginDirectory.Found found = read();

        assertThat(said(found)).containsExactly(
                "Broken.java:4: incompatible types: java.lang.String cannot be converted to int",
                "Broken.java:5: cannot find symbol; symbol: class Missing; location: class Broken");
        assertThat(found.codes()).singleElement().satisfies(code -> assertThat(code.plugins()).containsExactly("Good"));
    }

    @Test
    void aFileDoesNotSeeTheClassesOfAnother() throws Exception {
        write("Good.java", GOOD);
        write("Leaning.java", """
                public class Leaning implements io.tocsin.spi.Plugin {
                    Object other = new Good();
                }
                """);

        PluginDirectory.Found found = read();

        assertThat(said(found))
                .containsExactly("Leaning.java:2: cannot find symbol; symbol: class Good; location: class Leaning");
        assertThat(found.codes()).hasSize(1);
    }

    @Test
    void aFileSeesTheContractAndLoggingButNothingElseOfTheBot() throws Exception {
        write("Nosy.java", """
                public class Nosy implements io.tocsin.spi.Plugin {
                    org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(Nosy.class);
                    io.tocsin.config.Keys keys;
                    com.fasterxml.jackson.databind.ObjectMapper mapper;
                    okhttp3.OkHttpClient client;
                }
                """);

        assertThat(said(read())).containsExactly(
                "Nosy.java:3: package io.tocsin.config does not exist",
                "Nosy.java:4: package com.fasterxml.jackson.databind does not exist",
                "Nosy.java:5: package okhttp3 does not exist");
    }

    @Test
    void atRunTimeAPluginFindsNothingElseOfTheBotByNameEither() throws Exception {
        write("Good.java", GOOD);
        ClassLoader loader = read().codes().getFirst().loader();

        assertThat(loader.loadClass("io.tocsin.spi.Plugin")).isSameAs(Plugin.class);
        assertThat(loader.loadClass("org.slf4j.Logger")).isSameAs(org.slf4j.Logger.class);
        for (String hidden : List.of(
                "io.tocsin.code.Code", "io.tocsin.spix.Neighbour", "okhttp3.OkHttpClient", "org.junit.jupiter.api.Test",
                "com.fasterxml.jackson.databind.ObjectMapper", "ch.qos.logback.classic.Logger")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> loader.loadClass(hidden)))
                    .as(hidden)
                    .isInstanceOf(ClassNotFoundException.class);
        }
        assertThat(loader.getResource("io/tocsin/text/plugin.properties")).isNull();
    }

    @Test
    void aFileNameMayBeInAnyScript() throws Exception {
        write("Prüfung.java", "public class Prüfung implements io.tocsin.spi.Plugin {}");

        assertThat(read().codes()).singleElement()
                .satisfies(code -> assertThat(code.plugins()).containsExactly("Prüfung"));
    }

    @Test
    void whatIsNoPluginIsSaid() throws Exception {
        write("Abstract.java", "public abstract class Abstract implements io.tocsin.spi.Plugin {}");
        write("Nothing.java", "public class Nothing {}");
        write("notes.txt", "ignored");
        write("Latin.java", "");
        Files.write(plugins.resolve("Latin.java"), "// Prüfung".getBytes(StandardCharsets.ISO_8859_1));
        write("Long.java", "//" + "x".repeat(2 << 20));
        write("loose.jar", "");
        Files.createDirectory(plugins.resolve("empty"));

        assertThat(said(read())).containsExactlyInAnyOrder(
                plugins + "/Abstract.java: No public class in it implements io.tocsin.spi.Plugin",
                plugins + "/Nothing.java: No public class in it implements io.tocsin.spi.Plugin",
                plugins + "/Latin.java: It is not UTF-8 text; save it as UTF-8",
                plugins + "/Long.java: It is larger than 1 MB; a plugin of that size belongs into a jar",
                plugins + "/loose.jar: A jar needs a directory of its own, such as " + plugins + "/loose/loose.jar",
                plugins + "/empty: There is no jar in this directory; put the jars of one plugin there, or remove it");
    }

    @Test
    void whatWouldEndTheBotIsNotLoaded() throws Exception {
        write("Calls.java", """
                public class Calls implements io.tocsin.spi.Plugin {
                    public void start(io.tocsin.spi.Bot bot) { bot.every("1s", () -> System.exit(1)); }
                }
                """);
        write("HandsOn.java", """
                public class HandsOn implements io.tocsin.spi.Plugin {
                    static class Inner { java.util.function.IntConsumer end = Runtime.getRuntime()::halt; }
                }
                """);

        String ends = ": It calls System.exit or Runtime.halt, which would end the bot and not only the plugin; "
                + "return, or throw an exception";
        assertThat(said(read()))
                .containsExactlyInAnyOrder(plugins + "/Calls.java" + ends, plugins + "/HandsOn.java" + ends);
    }

    @Test
    void whatIsNoFileIsNotReadAndADamagedJarIsNamed() throws Exception {
        Files.createDirectory(plugins.resolve("Directory.java"));
        Files.createSymbolicLink(plugins.resolve("Dangling.java"), plugins.resolve("nowhere"));
        write("Good.java", GOOD);
        jar("packed", compiled("Good.java"), Map.of("META-INF/services/io.tocsin.spi.Plugin", "Good"));
        Files.delete(plugins.resolve("Good.java"));
        write("packed/library.jar", "no jar at all");

        String noFile =
                ": It is no file, or a link that leads nowhere; plugins are source files and directories of jars";
        assertThat(said(read())).containsExactlyInAnyOrder(
                plugins + "/Directory.java" + noFile,
                plugins + "/Dangling.java" + noFile,
                plugins + "/packed/library.jar: It cannot be read: zip END header not found");
    }

    @Test
    void whatIsHiddenIsNotRead() throws Exception {
        Files.createSymbolicLink(plugins.resolve(".#Good.java"), Path.of("ana@desk.4711"));
        write("._Good.java", "no Java");
        write(".loose.jar", "");
        Files.createDirectory(plugins.resolve(".git"));

        assertThat(said(read())).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheSource() throws Exception {
        write("Good.java", "\ufeff" + GOOD);

        assertThat(said(read())).isEmpty();
    }

    @Test
    void withoutACompilerJarsStillLoad() throws Exception {
        write("Good.java", GOOD);
        jar("packed", compiled("Good.java"), Map.of());

        PluginDirectory.Found found = PluginDirectory.read(new PluginSettings(plugins, true), Optional.empty());

        assertThat(said(found)).containsExactly(plugins
                + "/Good.java: This Java runtime has no compiler, so Good.java cannot be loaded;"
                + " run Tocsin with a JDK, or put the plugin into a directory as a jar");
        assertThat(found.codes()).hasSize(1);
    }

    @Test
    void jarsAreSearchedForAPublicClassThatIsAPlugin() throws Exception {
        write("Good.java", GOOD);
        Map<String, byte[]> classes = compiled("Good.java");
        Files.delete(plugins.resolve("Good.java"));
        jar("packed", classes, Map.of("Damaged.class", "no class at all"));

        assertThat(read().codes()).singleElement().satisfies(code -> {
            assertThat(code.place()).isEqualTo(plugins + "/packed");
            assertThat(code.plugins()).containsExactly("Good");
            assertThat(code.loader().loadClass("Good")).isNotNull();
        });
    }

    @Test
    void jarsMayNameTheirPluginAsAService() throws Exception {
        write("Good.java", GOOD);
        Map<String, byte[]> classes = compiled("Good.java");
        Files.delete(plugins.resolve("Good.java"));
        jar("packed", classes, Map.of("META-INF/services/io.tocsin.spi.Plugin", "Good"));
        jar("wrong", classes, Map.of("META-INF/services/io.tocsin.spi.Plugin", "Absent"));

        PluginDirectory.Found found = read();

        assertThat(found.codes()).singleElement().satisfies(code -> assertThat(code.plugins()).containsExactly("Good"));
        assertThat(said(found)).singleElement().asString().contains("/wrong: It cannot be read: ",
                "Provider Absent not found");
    }

    @Test
    void aJarBuiltForANewerJavaIsTold() throws Exception {
        write("Good.java", GOOD);
        byte[] newer = compiled("Good.java").get("Good").clone();
        newer[7] += 9;
        Files.delete(plugins.resolve("Good.java"));
        jar("found", Map.of("Good", newer), Map.of());
        jar("named", Map.of("Good", newer), Map.of("META-INF/services/io.tocsin.spi.Plugin", "Good"));

        String told = ": A jar in it was built for a newer Java than this one; build it with release 25";
        assertThat(said(read())).containsExactly(plugins + "/found" + told, plugins + "/named" + told);
    }

    @Test
    void aDirectoryIsMissedOnlyIfSomebodyNamedIt() {
        Path nowhere = temporary.resolve("nowhere");

        assertThat(PluginDirectory.read(new PluginSettings(nowhere, false)).problems()).isEmpty();
        assertThat(said(PluginDirectory.read(new PluginSettings(nowhere, true))))
                .containsExactly(
                        nowhere + ": The directory of plugins does not exist; make it, or correct plugins.dir");
    }

    private PluginDirectory.Found read() {
        return PluginDirectory.read(new PluginSettings(plugins, true));
    }

    private static List<String> said(PluginDirectory.Found found) {
        return found.problems().stream().map(problem -> Catalogue.english().say(problem.phrase())).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(plugins.resolve(name), text);
    }

    private Map<String, byte[]> compiled(String name) throws Exception {
        Source source = Source.read(plugins.resolve(name));
        SourceCompiler.Outcome outcome =
                new SourceCompiler(ToolProvider.getSystemJavaCompiler()).compile(List.of(source)).get(source);
        return ((SourceCompiler.Outcome.Compiled) outcome).classes();
    }

    private void jar(String directory, Map<String, byte[]> classes, Map<String, String> texts) throws IOException {
        Path jar = Files.createDirectory(plugins.resolve(directory)).resolve("plugin.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey().replace('.', '/') + ".class"));
                out.write(entry.getValue());
            }
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
