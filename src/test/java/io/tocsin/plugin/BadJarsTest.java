package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.guard.Limits;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins in jars, bad ones above all, and what they and sources need that is not here. */
final class BadJarsTest {

    private static final String ANSWERS = "bot.respond(\"ping\", talk -> talk.reply(\"%s\"));";

    @TempDir
    private Path temporary;

    private Path plugins = Path.of("");
    private Rig rig = new Rig(Path.of("."), Limits.USUAL);
    private Jars jars = new Jars(plugins, plugins);

    @BeforeEach
    void open() throws Exception {
        plugins = Files.createDirectory(temporary.resolve("plugins"));
        jars = new Jars(plugins, temporary);
        rig.close();
        rig = new Rig(plugins, Limits.USUAL);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aJarAnswersAndSaysOfItselfWhatItsManifestSays() throws Exception {
        jars.pack("packed", jars.plugin("Packed", ANSWERS.formatted("one")),
                Map.of("Implementation-Title", "Sells shirts", "Implementation-Vendor", "Ana"));
        rig.start();

        assertThat(rig.problems()).isEmpty();
        assertThat(rig.say("ping")).containsExactly("one");
        assertThat(rig.plugins.details("packed").orElseThrow()).satisfies(details -> {
            assertThat(details.description()).isEqualTo("Sells shirts");
            assertThat(details.author()).isEqualTo("Ana");
        });
    }

    @Test
    void aJarIsReplacedWhileItsPluginRuns() throws Exception {
        jars.pack("packed", jars.plugin("Packed", ANSWERS.formatted("one")), Map.of());
        rig.start();
        jars.pack("packed", jars.plugin("Packed", ANSWERS.formatted("two")), Map.of());

        Outcome outcome = rig.saved("packed");

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.replaced()).containsExactly("Packed");
        assertThat(rig.say("ping")).containsExactly("two");
    }

    @Test
    void aJarThatIsDamagedWhenItIsReplacedLeavesTheOneBeforeIn() throws Exception {
        jars.pack("packed", jars.plugin("Packed", ANSWERS.formatted("one")), Map.of());
        rig.start();
        Files.writeString(plugins.resolve("packed/other.jar"), "no jar");

        Outcome outcome = rig.saved("packed");

        assertThat(outcome.kept()).containsExactly("Packed");
        assertThat(outcome.problems()).hasSize(1);
        assertThat(rig.say("ping")).containsExactly("one");
    }

    @Test
    void aClassThatIsInNoJarIsNamedWhenItIsNeededAtTheStart() throws Exception {
        Map<String, byte[]> classes = new HashMap<>(jars.plugin("Needy", "bot.send(\"ops\", Helper.text());"));
        classes.remove("Helper.class");
        jars.pack("needy", classes, Map.of());
        rig.start();

        assertThat(rig.problems()).containsExactly(plugins
                + "/needy: The plugin Needy failed: It needs the class Helper, which is in none of its jars; "
                + "add the jar, or a //DEPS line to a source file (Needy.java:6)");
        assertThat(rig.plugins.list()).isEmpty();
    }

    @Test
    void aClassThatIsInNoJarIsNamedWhenItIsNeededLater() throws Exception {
        Map<String, byte[]> classes = new HashMap<>(
                jars.plugin("Needy", "bot.respond(\"help\", talk -> talk.reply(Helper.text()));"));
        classes.remove("Helper.class");
        jars.pack("needy", classes, Map.of());
        rig.start();

        assertThatThrownBy(() -> rig.say("help")).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(Catalogue.english().say(refusal.phrase())).contains("It needs the class Helper"));
        assertThat(rig.info("Needy").faults()).isEqualTo(1);
    }

    @Test
    void aJarForANewerJavaIsLeftOut() throws Exception {
        Map<String, byte[]> classes = new HashMap<>(jars.plugin("Newer", ""));
        classes.computeIfPresent("Newer.class", (_, bytes) -> {
            byte[] newer = bytes.clone();
            newer[7] += 9;
            return newer;
        });
        jars.pack("newer", classes, Map.of());
        rig.start();

        assertThat(rig.problems()).containsExactly(
                plugins + "/newer: A jar in it was built for a newer Java than this one; build it with release 25");
    }

    @Test
    void whatNeedsANewerContractIsLeftOutWithBothVersions() throws Exception {
        String own = String.valueOf(Plugin.SPI);
        String newer = String.valueOf(Plugin.SPI + 1);
        jars.pack("fine", jars.plugin("Fine", ""), Map.of("Tocsin-Spi-Version", own));
        jars.pack("modern", jars.plugin("Modern", ""), Map.of("Tocsin-Spi-Version", newer));
        jars.pack("strange", jars.plugin("Strange", ""), Map.of("Tocsin-Spi-Version", "latest"));
        rig.file("Header.java",
                "// mine\n//SPI " + newer + "\npublic class Header implements io.tocsin.spi.Unheard {}");
        rig.file("Old.java", "//SPI " + own + "\npublic class Old implements io.tocsin.spi.Plugin {}");
        rig.start();

        String told = ": It needs version " + newer + " of the contract with plugins, and this Tocsin has " + own
                + "; run a newer Tocsin";
        assertThat(rig.problems()).containsExactlyInAnyOrder(
                "Header.java:2" + told,
                plugins + "/modern/plugin.jar" + told,
                plugins + "/strange/plugin.jar: \"latest\" is no version of the contract; write a number, such as "
                        + own);
        assertThat(rig.plugins.list()).extracting(PluginInfo::name).containsExactlyInAnyOrder("Fine", "Old");
    }

    @Test
    void aFileWithANameOfAnyScriptRuns() throws Exception {
        rig.file("Prüfung.java", """
                public class Prüfung implements io.tocsin.spi.Plugin {
                    public void start(io.tocsin.spi.Bot bot) { bot.respond("prüfe", talk -> talk.reply("geprüft ✓")); }
                }
                """);
        rig.start();

        assertThat(rig.say("prüfe")).containsExactly("geprüft ✓");
        assertThat(rig.info("Prüfung").listeners()).isEqualTo(1);
    }
}
