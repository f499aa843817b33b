package io.tocsin.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.artifact.ArtifactException;
import io.tocsin.artifact.Artifacts;
import io.tocsin.artifact.Coordinates;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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

    @TempDir
    private Path temporary;

    private Path plugins;
    private LibraryServer server;

    @BeforeEach
    void serve() throws Exception {
        plugins = Files.createDirectory(temporary.resolve("plugins"));
        server = new LibraryServer(temporary);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLibraryAndWhatItNeedsAreFetchedOnceAndThenKept() throws Exception {
        write("Uses.java", USES);

        assertThat(said(read())).isEqualTo("Hello Ana");
        assertThat(server.asked).contains("/org/example/greeting/1.0/greeting-1.0.jar",
                "/org/example/name/1.0/name-1.0.jar");

        server.asked.clear();
        assertThat(said(read())).as("compiled and fetched already").isEqualTo("Hello Ana");
        assertThat(server.asked).isEmpty();
    }

    @Test
    void whatIsKeptServesAChangedPluginWithoutTheRepository() throws Exception {
        write("Uses.java", USES);
        read();
        server.close();
        write("Uses.java", USES.replace("text())", "text() + \"!\")"));

        assertThat(said(read())).isEqualTo("Hello Ana!");
    }

    @Test
    void whatIsFetchedIsToldWhenItBeginsAndWhenItIsThere() throws Exception {
        write("Uses.java", USES);
        List<Phrase> live = new CopyOnWriteArrayList<>();

        PluginDirectory.Found found = PluginDirectory.read(settings(), plugins.resolve("Uses.java"), live::add);

        assertThat(found.news().stream().map(Catalogue.english()::say)).containsExactly(
                "Fetching org.example:greeting:1.0 from 127.0.0.1, with what they need",
                "Fetched org.example:greeting:1.0: 2 jars, 0.1 MB");
        assertThat(live).isEqualTo(found.news());
        assertThat(read().news()).isEmpty();
    }

    @Test
    void aKeptLibraryThatIsNoLongerWhatItWasIsFetchedAgain() throws Exception {
        write("Uses.java", USES);
        assertThat(said(read())).isEqualTo("Hello Ana");
        Path jar = temporary.resolve("cache/repository/org/example/name/1.0/name-1.0.jar");
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length / 2] ^= 1;
        Files.write(jar, bytes);
        server.asked.clear();

        assertThat(said(read())).as("of the same size").isEqualTo("Hello Ana");
        assertThat(server.asked).contains("/org/example/name/1.0/name-1.0.jar");
        assertThat(Files.readAllBytes(jar)).isNotEqualTo(bytes);
    }

    @Test
    void oneThatWasExchangedAndCannotBeFetchedAgainIsNotUsed() throws Exception {
        write("Uses.java", USES);
        read();
        Path jar = temporary.resolve("cache/repository/org/example/name/1.0/name-1.0.jar");
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length / 2] ^= 1;
        Files.write(jar, bytes);
        server.close();

        assertThat(problems(read())).singleElement().asString()
                .contains("which cannot be had from 127.0.0.1", "name-1.0.jar");
    }

    @Test
    void aRepositoryThatSaysNothingIsGivenUpInTime() throws Exception {
        server.fallSilent();
        Artifacts artifacts = new Artifacts(
                server.address(), temporary.resolve("cache"), Duration.ofMillis(300), _ -> {});
        List<Coordinates> wanted = Coordinates.in(USES);

        assertThatThrownBy(() -> artifacts.resolve(wanted)).isInstanceOfSatisfying(ArtifactException.class,
                late -> assertThat(Catalogue.english().say(late.phrase()))
                        .containsAnyOf("takes too long", "comes too late"));
        server.asked.clear();
        assertThatThrownBy(() -> artifacts.resolve(wanted)).isInstanceOfSatisfying(ArtifactException.class,
                late -> assertThat(Catalogue.english().say(late.phrase())).contains("comes too late"));
        assertThat(server.asked).as("there is no time left for a second try").isEmpty();
    }

    @Test
    void aLibraryThatIsNotAsItsChecksumSaysIsNotUsed() throws Exception {
        byte[] jar = server.served.get("/org/example/name/1.0/name-1.0.jar").clone();
        jar[jar.length - 1] ^= 1;
        server.served.put("/org/example/name/1.0/name-1.0.jar", jar);
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
        server.served.keySet().removeIf(path -> path.endsWith(".sha1"));
        write("Uses.java", USES);

        assertThat(problems(read())).singleElement().asString()
                .contains("Checksum validation failed, no checksums available");
    }

    @Test
    void aLibraryThatIsNotThereIsNamedAndFoundOnceItIs() throws Exception {
        byte[] jar = server.served.remove("/org/example/name/1.0/name-1.0.jar");
        write("Uses.java", USES);

        assertThat(problems(read())).singleElement().asString()
                .startsWith(
                        plugins + "/Uses.java: It needs org.example:greeting:1.0, which cannot be had from 127.0.0.1: ")
                .contains("org.example:name:jar:1.0");

        server.served.put("/org/example/name/1.0/name-1.0.jar", jar);
        assertThat(said(read())).isEqualTo("Hello Ana");
    }

    @Test
    void aRepositoryThatIsNotThereIsSaid() throws Exception {
        server.close();
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
        return PluginDirectory.read(settings());
    }

    private PluginSettings settings() {
        return new PluginSettings(plugins, true, server.address(), Optional.of(temporary.resolve("cache")));
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
}
