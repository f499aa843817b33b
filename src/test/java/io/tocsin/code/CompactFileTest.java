package io.tocsin.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Plugin;
import io.tocsin.text.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins without a class declaration. */
final class CompactFileTest {

    @TempDir
    private Path plugins;

    @Test
    void methodsAloneAreAPlugin() throws Exception {
        write("Greeter.java", """
                /**
                 * Greets whoever comes.
                 *
                 * Commands:
                 *   - hello
                 *   - hi
                 * Configuration: plugin.greeter.room, the room
                 * Author: Ana
                 */
                int greeted;

                void start(Bot bot) {
                    bot.respond("hello|hi", talk -> talk.reply("Hello, " + talk.person().name()));
                    greeted = List.of(1, 2, 3).size();
                }

                public List<Command> commands() {
                    return List.of();
                }

                void stop() {
                    throw new IllegalStateException("greeted " + greeted);
                }
                """);

        Code code = only();

        assertThat(code.plugins()).containsExactly("Greeter");
        assertThat(code.header()).isEqualTo(new Header(
                "Greets whoever comes.", List.of("hello", "hi"), List.of("plugin.greeter.room, the room"), "Ana"));
        Plugin plugin = (Plugin) code.loader().loadClass("Greeter").getConstructor().newInstance();
        assertThat(plugin.commands()).isEmpty();
        assertThatThrownBy(plugin::stop).hasMessage("greeted 0").satisfies(thrown -> assertThat(
                thrown.getStackTrace()[0].toString()).endsWith("Greeter.stop(Greeter.java:22)"));
    }

    @Test
    void aFileNameThatIsNoIdentifierBecomesOneAndLinesNameTheFile() throws Exception {
        write("deploy-announcer.java", "void stop() { throw new IllegalStateException(); }");
        write("2nd plugin.java", "void start(Bot bot) {}");
        write("grün.java", "void start(Bot bot) {}");
        write("class.java", "void start(Bot bot) {}");

        PluginDirectory.Found found = read();

        assertThat(said(found)).isEmpty();
        assertThat(found.codes().stream().flatMap(code -> code.plugins().stream()))
                .containsExactlyInAnyOrder("DeployAnnouncer", "Plugin2ndPlugin", "grün", "Class");
        Code announcer = found.codes().stream()
                .filter(code -> code.plugins().contains("DeployAnnouncer"))
                .findFirst()
                .orElseThrow();
        Plugin plugin = (Plugin) announcer.loader().loadClass("DeployAnnouncer").getConstructor().newInstance();
        assertThatThrownBy(plugin::stop).satisfies(thrown -> assertThat(thrown.getStackTrace()[0].toString())
                .endsWith("DeployAnnouncer.stop(deploy-announcer.java:1)"));
    }

    @Test
    void aMainMethodOfItsOwnIsNoHindrance() throws Exception {
        write("Both.java", "void start(Bot bot) {}\nvoid main() { IO.println(\"x\"); }");

        assertThat(only().plugins()).containsExactly("Both");
    }

    @Test
    void errorsAreToldWithTheLinesOfTheFile() throws Exception {
        write("Broken.java", """
                void start(Bot bot) {
                    int number = "text";
                    bot.fly();
                }
                // the end""");
        write("Open.java", """
                void start(Bot bot) {
                    bot.every("1s", () -> {});
                """);

        assertThat(said(read())).containsExactlyInAnyOrder(
                "Broken.java:2: incompatible types: java.lang.String cannot be converted to int",
                "Broken.java:3: cannot find symbol; symbol: method fly(); location: variable bot of type io.tocsin.spi.Bot",
                "Open.java:2: reached end of file while parsing");
    }

    @Test
    void oneThatDoesNothingIsTold() throws Exception {
        write("Nothing.java", "void begin() {}");

        assertThat(said(read())).containsExactly(plugins
                + "/Nothing.java: It has neither a class nor a method of a plugin; write: void start(Bot bot) { ... }");
    }

    @Test
    void theJavadocOfAClassIsItsHeader() throws Exception {
        write("Checker.java", """
                import io.tocsin.spi.*;

                /**
                 * Checks <b>sites</b> with {@code GET},
                 * each minute.
                 *
                 * @author Ana
                 */
                public class Checker implements Plugin {}

                /** Not this. */
                class Other {}
                """);
        write("Silent.java", "public class Silent implements io.tocsin.spi.Plugin {}");

        assertThat(read().codes()).extracting(Code::header).containsExactly(
                new Header("Checks sites with GET, each minute.", List.of(), List.of(), "Ana"), Header.NONE);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(plugins.resolve(name), text);
    }

    private PluginDirectory.Found read() {
        return PluginDirectory.read(new PluginSettings(plugins, true));
    }

    private Code only() {
        PluginDirectory.Found found = read();
        assertThat(said(found)).isEmpty();
        return found.codes().getFirst();
    }

    private static List<String> said(PluginDirectory.Found found) {
        return found.problems().stream().map(problem -> Catalogue.english().say(problem.phrase())).toList();
    }
}
