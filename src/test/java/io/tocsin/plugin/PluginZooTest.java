package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.guard.Limits;
import io.tocsin.spi.Event;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad plugins, each of which harms only itself. */
final class PluginZooTest {

    private static final String OVER = "zoo.over";
    private static final String LOOP = "while (!Boolean.getBoolean(\"zoo.over\")) {}";

    @TempDir
    private Path directory;

    private Rig rig = new Rig(Path.of("."), Limits.USUAL);

    private Rig rig() {
        rig.close();
        rig = new Rig(directory, Rig.SHORT);
        return rig;
    }

    @BeforeEach
    void open() {
        System.clearProperty(OVER);
    }

    /** The loops heed no interrupt, but must not burn for the rest of the tests. */
    @AfterEach
    void close() {
        System.setProperty(OVER, "true");
        rig.close();
    }

    @Test
    void oneThatThrowsWhenMadeIsLeftOut() throws Exception {
        rig().file("Thrower.java", """
                public class Thrower implements io.tocsin.spi.Plugin {
                    public Thrower() {
                        throw new IllegalStateException("no licence");
                    }
                }
                """);
        rig.plugin("Good", "bot.respond(\"ping\", talk -> talk.reply(\"pong\"));");
        rig.start();

        assertThat(rig.problems()).containsExactly(
                directory
                        + "/Thrower.java: The plugin Thrower failed: IllegalStateException: no licence (Thrower.java:3)");
        assertThat(rig.say("ping")).containsExactly("pong");
    }

    @Test
    void oneWhoseStaticsThrowIsLeftOut() throws Exception {
        rig().file("Statics.java", """
                public class Statics implements io.tocsin.spi.Plugin {
                    static final int NUMBER = Integer.parseInt("many");
                }
                """);
        rig.start();

        assertThat(rig.problems()).containsExactly(directory
                + "/Statics.java: The plugin Statics failed: "
                + "NumberFormatException: For input string: \"many\" (Statics.java:2)");
    }

    @Test
    void oneWithoutAUsableConstructorIsLeftOut() throws Exception {
        rig().file("Needy.java", "public class Needy implements io.tocsin.spi.Plugin { public Needy(int number) {} }");
        rig.start();

        assertThat(rig.problems()).containsExactly(
                directory + "/Needy.java: Needy has no public constructor without parameters");
    }

    @Test
    void oneThatFailsToStartLeavesNothingBehind() throws Exception {
        rig().plugin("Late", """
                bot.respond("ping", talk -> talk.reply("pong"));
                bot.every("1m", () -> {});
                throw new java.io.IOException("no broker");
                """);
        rig.start();

        assertThat(rig.problems())
                .containsExactly(
                        directory + "/Late.java: The plugin Late failed: IOException: no broker (Late.java:9)");
        assertThat(rig.extensions.responders()).isEmpty();
        assertThat(rig.tasks).isEmpty();
        assertThat(rig.plugins.list()).isEmpty();
    }

    @Test
    void oneThatHangsAtStartIsGivenUp() throws Exception {
        rig.close();
        rig = new Rig(directory, new Limits(Duration.ofMillis(700), Duration.ofSeconds(1), Duration.ofSeconds(1),
                Duration.ofSeconds(1)));
        rig.plugin("Sleeper", LOOP);
        rig.plugin("Waking", "bot.respond(\"ping\", talk -> talk.reply(\"pong\"));");
        rig.start();

        assertThat(rig.problems()).singleElement().asString()
                .isEqualTo(directory
                        + "/Sleeper.java: The plugin Sleeper does not answer within 0.7 s; it is at Sleeper.java:7");
        assertThat(rig.say("ping")).containsExactly("pong");
    }

    @Test
    void oneThatThrowsInAListenerIsNotedWithItsLine() throws Exception {
        rig().plugin("Clumsy", "bot.respond(\"boom\", talk -> { throw new IllegalStateException(\"oops\"); });");
        rig.start();

        assertThatThrownBy(() -> rig.say("boom"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .isEqualTo("The plugin Clumsy failed: IllegalStateException: oops (Clumsy.java:7)"));
        assertThat(rig.info("Clumsy").faults()).isEqualTo(1);
        assertThat(rig.info("Clumsy").lastFault().orElseThrow().during()).isEqualTo("respond boom");
    }

    @Test
    void evenAnErrorThatCannotBeDescribedIsNoted() throws Exception {
        rig().plugin("Liar", """
                bot.respond("boom", talk -> {
                    throw new Error() {
                        @Override
                        public String getMessage() {
                            throw new UnsupportedOperationException();
                        }
                    };
                });
                """);
        rig.start();

        assertThatThrownBy(() -> rig.say("boom")).isInstanceOf(Refusal.class);
        assertThat(rig.info("Liar").faults()).isEqualTo(1);
    }

    @Test
    void refusalsOfAPluginAreAnswersAndNoFaults() throws Exception {
        rig().plugin("Strict", """
                bot.command(Command.named("deploy").run((talk, arguments) -> { throw new Refusal("not on Fridays"); }));
                """);
        rig.start();

        assertThatThrownBy(() -> rig.command("deploy")).isInstanceOf(Refusal.class).hasMessage("not on Fridays");
        assertThat(rig.info("Strict").faults()).isZero();
    }

    /** A room that is not there, in a task, a reaction or for a listener: nobody would be told. */
    @Test
    void refusalsThatNobodyReadsAreFaultsWithTheirLine() throws Exception {
        rig().plugin("Lost", """
                bot.every("1s", () -> { throw new Refusal("no room one"); });
                bot.hear("zip", talk -> { throw new Refusal("no room two"); });
                bot.on(Event.Unmuted.class, event -> { throw new Refusal("no room three"); });
                """);
        rig.start();

        rig.tasks.get("plugin Lost #1 every 1s").run();
        await().until(() -> rig.info("Lost").faults() == 1);
        rig.murmur("zip");
        await().until(() -> rig.info("Lost").faults() == 2);
        rig.events.publish(new Event.Unmuted(Instant.EPOCH, "shop"));
        await().until(() -> rig.info("Lost").faults() == 3);

        assertThat(rig.plugins.errors("Lost").stream().map(fault -> Catalogue.english().say(fault.what())))
                .containsExactly(
                        "no room one (Lost.java:7)", "no room two (Lost.java:8)", "no room three (Lost.java:9)");
    }

    /** A message that no channel can show would hold up all that come after it. */
    @Test
    void aMessageWithoutATextIsNotSent() throws Exception {
        rig().plugin("Null", """
                bot.respond("say nothing", talk -> bot.send("console", (String) null));
                """);
        rig.start();

        assertThatThrownBy(() -> rig.say("say nothing"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .isEqualTo("The plugin Null failed: NullPointerException: text (Null.java:7)"));
        assertThat(rig.sent).isEmpty();
    }

    @Test
    void anEndlessLoopInATaskHoldsUpNothingElseOfThePlugin() throws Exception {
        rig().plugin("Looper", """
                bot.every("1s", () -> { %s });
                bot.respond("ping", talk -> talk.reply("pong"));
                """.formatted(LOOP));
        rig.start();
        Runnable due = rig.tasks.get("plugin Looper #1 every 1s");

        due.run();
        due.run();
        await().until(() -> rig.info("Looper").faults() > 0);

        assertThat(rig.info("Looper").lastFault().orElseThrow()).satisfies(fault -> {
            assertThat(fault.during()).isEqualTo("task every 1s");
            assertThat(Catalogue.english().say(fault.what()))
                    .isEqualTo("The plugin Looper does not answer within 0.4 s; it is at Looper.java:7");
        });
        assertThat(rig.say("ping")).containsExactly("pong");
    }

    /** A thread that heeds nothing is replaced, but not for ever. */
    @Test
    void whenAllItsThreadsAreLostItsCallersAreToldInTime() throws Exception {
        rig().plugin("Looper", """
                bot.respond("spin", talk -> new CompletableFuture<String>().orTimeout(60, TimeUnit.SECONDS).join());
                """);
        rig.start();

        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> rig.say("spin")).isInstanceOf(Refusal.class);
        }
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThatThrownBy(() -> rig.say("spin"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .isEqualTo(
                                "The plugin Looper does not answer within 0.4 s; it is waiting for its own unfinished work")));
    }

    @Test
    void aTaskThatBlocksIsInterruptedAndRunsAgainNextTime() throws Exception {
        rig().plugin("Blocker",
                "bot.every(\"1s\", () -> { bot.send(\"ops\", \"begun\"); new CountDownLatch(1).await(); });");
        rig.start();
        Runnable due = rig.tasks.get("plugin Blocker #1 every 1s");

        due.run();
        await().until(() -> rig.info("Blocker").faults() == 1);
        await().until(() -> {
            due.run();
            return rig.sent.size() == 2;
        });

        assertThat(rig.sent).containsOnly("ops: begun");
    }

    @Test
    void aCatastrophicExpressionIsGivenUp() throws Exception {
        rig().plugin("Regex", "bot.respond(\"(a+)+b\", talk -> talk.reply(\"never\"));");
        rig.start();

        assertThat(rig.say("a".repeat(60))).isEmpty();
        assertThat(rig.say("aab")).containsExactly("never");
    }

    @Test
    void aListenerThatOnlyHearsIsNotWaitedFor() throws Exception {
        rig().plugin("Eavesdropper", """
                bot.hear(Pattern.compile("deploy (\\\\w+)"), talk -> talk.reply("I heard " + talk.group(1)));
                """);
        rig.start();

        Rig.Line line = rig.murmur("we deploy shop today");

        await().untilAsserted(() -> assertThat(line.replies).containsExactly("I heard shop"));
    }

    @Test
    void twoOfOneNameAreRefusedWithBothPlaces() throws Exception {
        rig().file("One.java", "public class Same implements io.tocsin.spi.Plugin {}");
        rig.file("Two.java", "public class Same implements io.tocsin.spi.Plugin {}");
        rig.start();

        assertThat(rig.problems())
                .containsExactly(directory + "/Two.java: There is a plugin Same already, from " + directory
                        + "/One.java; rename one of them");
        assertThat(rig.plugins.list()).hasSize(1);
    }

    @Test
    void aNameThatIsTakenIsRefusedWithBothOwners() throws Exception {
        rig().plugin("First", "bot.command(Command.named(\"deploy\").alias(\"ship\").run((t, a) -> {}));");
        rig.plugin("Second", "bot.command(Command.named(\"Ship\").run((t, a) -> {}));");
        rig.start();

        assertThat(rig.problems()).containsExactly(directory
                + "/Second.java: The command \"Ship\" of the plugin Second ("
                + directory + "/Second.java) is taken by First (" + directory + "/First.java); rename one of them");
        assertThat(rig.extensions.commands()).hasSize(1);
    }

    @Test
    void listsThatAreNullAreRefused() throws Exception {
        rig().file("Empty.java", """
                public class Empty implements io.tocsin.spi.Plugin {
                    public java.util.List<io.tocsin.spi.Route> routes() { return null; }
                }
                """);
        rig.start();

        assertThat(rig.problems()).containsExactly(
                directory + "/Empty.java: The plugin Empty failed: NullPointerException: routes() gave null");
    }
}
