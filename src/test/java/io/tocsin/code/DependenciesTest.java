package io.tocsin.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.spi.Plugin;
import io.tocsin.text.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries by {@code //DEPS}, from a repository on loopback. */
final class DependenciesTest {

    private static final String USES = """
            //DEPS org.example:greeting:1.0
            public class Uses implements io.tocsin.spi.Plugin {
                public void stop() { throw new IllegalStateException(org.example.Greeting.text()); }
            }
            """;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @TempDir
    private Path temporary;

    private Path plugins;
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        plugins = Files.createDirectory(temporary.resolve("plugins"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        library("name", "org.example.Name", "public static String of() { return \"Ana\"; }", "");
        library("greeting", "org.example.Greeting", "public static String text() { return \"Hello \" + Name.of(); }",
                """
                        <dependencies><dependency><groupId>org.example</groupId><artifactId>name</artifactId>
                        <version>1.0</version></dependency></dependencies>
                        """);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        byte[] bytes = served.get(path);
        exchange.sendResponseHeaders(bytes == null ? 404 : 200, bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Test
    void aLibraryAndWhatItNeedsAreFetchedOnceAndThenKept() throws Exception {
        write("Uses.java", USES);

        assertThat(said(read())).isEqualTo("Hello Ana");
        assertThat(asked).contains("/org/example/greeting/1.0/greeting-1.0.jar", "/org/example/name/1.0/name-1.0.jar");

        asked.clear();
        assertThat(said(read())).as("compiled and fetched already").isEqualTo("Hello Ana");
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsKeptServesAChangedPluginWithoutTheRepository() throws Exception {
        write("Uses.java", USES);
        read();
        server.stop(0);
        write("Uses.java", USES.replace("text())", "text() + \"!\")"));

        assertThat(said(read())).isEqualTo("Hello Ana!");
    }

    @Test
    void aLibraryThatIsNotAsItsChecksumSaysIsNotUsed() throws Exception {
        byte[] jar = served.get("/org/example/name/1.0/name-1.0.jar").clone();
        jar[jar.length - 1] ^= 1;
        served.put("/org/example/name/1.0/name-1.0.jar", jar);
        write("Uses.java", USES);
        write("Good.java", "public class Good implements io.tocsin.spi.Plugin {}");

        PluginDirectory.Found found = read();

        assertThat(problems(found)).singleElement().asString()
                .startsWith(
                        plugins + "/Uses.java: It needs org.example:greeting:1.0, which cannot be had from 127.0.0.1: "
                                + "Checksum validation failed");
        assertThat(found.codes()).singleElement().satisfies(code -> assertThat(code.plugins()).containsExactly("Good"));
    }

    @Test
    void aLibraryWithoutAChecksumIsNotUsed() throws Exception {
        served.keySet().removeIf(path -> path.endsWith(".sha1"));
        write("Uses.java", USES);

        assertThat(problems(read())).singleElement().asString()
                .contains("Checksum validation failed, no checksums available");
    }

    @Test
    void aLibraryThatIsNotThereIsNamedAndFoundOnceItIs() throws Exception {
        byte[] jar = served.remove("/org/example/name/1.0/name-1.0.jar");
        write("Uses.java", USES);

        assertThat(problems(read())).singleElement().asString()
                .startsWith(
                        plugins + "/Uses.java: It needs org.example:greeting:1.0, which cannot be had from 127.0.0.1: ")
                .contains("org.example:name:jar:1.0");

        served.put("/org/example/name/1.0/name-1.0.jar", jar);
        assertThat(said(read())).isEqualTo("Hello Ana");
    }

    @Test
    void aRepositoryThatIsNotThereIsSaid() throws Exception {
        server.stop(0);
        write("Uses.java", USES);

        assertThat(problems(read())).singleElement().asString()
                .startsWith(
                        plugins + "/Uses.java: It needs org.example:greeting:1.0, which cannot be had from 127.0.0.1: ");
    }

    @Test
    void twoPluginsDoNotSeeEachOthersLibraries() throws Exception {
        write("Uses.java", USES);
        write("Without.java", USES.replace("//DEPS", "//").replace("class Uses", "class Without"));

        assertThat(problems(read())).containsExactly("Without.java:3: package org.example does not exist");
    }

    @Test
    void linesThatNameNoLibraryAreToldWithTheirNumber() throws Exception {
        write("Form.java", "\n//DEPS org.example:greeting\npublic class Form implements io.tocsin.spi.Plugin {}");
        write("Moving.java", "//DEPS a:b:LATEST // comment\npublic class Moving implements io.tocsin.spi.Plugin {}");
        write("Several.java",
                "//DEPS org.example:name:1.0, org.example:greeting:1.0@jar // both\nvoid start(Bot bot) { org.example.Name.of(); }");

        assertThat(problems(read())).containsExactlyInAnyOrder(
                "Form.java:2: \"org.example:greeting\" is no library; write //DEPS group:artifact:version, "
                        + "such as //DEPS com.google.code.gson:gson:2.12.1",
                "Moving.java:1: a:b:LATEST may be another library tomorrow; name one version");
    }

    @Test
    void withoutAPlaceToKeepThemThereAreNone() throws Exception {
        write("Uses.java", USES);

        assertThat(problems(PluginDirectory.read(new PluginSettings(plugins, true)))).containsExactly(
                plugins + "/Uses.java: It has //DEPS lines, and there is no directory to keep libraries in");
    }

    private PluginDirectory.Found read() {
        URI repository = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return PluginDirectory
                .read(new PluginSettings(plugins, true, repository, Optional.of(temporary.resolve("cache"))));
    }

    private static String said(PluginDirectory.Found found) throws Exception {
        assertThat(problems(found)).isEmpty();
        Code code = found.codes().getFirst();
        try {
            ((Plugin) code.loader().loadClass("Uses").getConstructor().newInstance()).stop();
            return "";
        } catch (IllegalStateException thrown) {
            return String.valueOf(thrown.getMessage());
        } finally {
            code.close();
        }
    }

    private static List<String> problems(PluginDirectory.Found found) {
        return found.problems().stream().map(problem -> Catalogue.english().say(problem.phrase())).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(plugins.resolve(name), text);
    }

    private void library(String artifact, String type, String member, String dependencies) throws Exception {
        Path sources = Files.createDirectories(temporary.resolve("sources/org/example"));
        String simple = type.substring(type.lastIndexOf('.') + 1);
        Path source = Files.writeString(sources.resolve(simple + ".java"),
                "package org.example; public class " + simple + " { " + member + " }");
        Path classes = Files.createDirectories(temporary.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), "-cp",
                classes.toString(), source.toString());
        assertThat(status).isZero();
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar)) {
            out.putNextEntry(new ZipEntry("org/example/" + simple + ".class"));
            out.write(Files.readAllBytes(classes.resolve("org/example/" + simple + ".class")));
        }
        String base = "/org/example/" + artifact + "/1.0/" + artifact + "-1.0";
        offer(base + ".jar", jar.toByteArray());
        offer(base + ".pom", """
                <project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>%s</artifactId>
                <version>1.0</version>%s</project>
                """.formatted(artifact, dependencies).getBytes(StandardCharsets.UTF_8));
    }

    private void offer(String path, byte[] bytes) throws Exception {
        served.put(path, bytes);
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        served.put(path + ".sha1", sum.getBytes(StandardCharsets.US_ASCII));
    }
}
