package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.guard.Limits;
import io.tocsin.spi.Event;
import io.tocsin.spi.Person;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version of a plugin takes the place of another. */
final class SwapTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Holds a plugin up until the test says so. */
    private static final String WAIT =
            "while (!Boolean.getBoolean(\"swap.go\")) { new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS); }";

    @TempDir
    private Path directory;

    private static final Limits LONG = new Limits(PATIENCE, PATIENCE, PATIENCE, PATIENCE);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Rig rig = new Rig(Path.of("."), LONG);

    @BeforeEach
    void open() {
        System.clearProperty("swap.go");
        System.clearProperty("swap.begun");
        rig.close();
        rig = new Rig(directory, LONG);
    }

    @AfterEach
    void close() {
        System.setProperty("swap.go", "true");
        threads.shutdownNow();
        rig.close();
    }

    @Test
    void aSavedFileTakesThePlaceOfTheVersionBefore() throws Exception {
        answering("one");
        rig.start();
        answering("two");

        Outcome outcome = rig.saved("Shop.java");

        assertThat(outcome.replaced()).containsExactly("Shop");
        assertThat(outcome.problems()).isEmpty();
        assertThat(rig.say("ping")).containsExactly("two");
        assertThat(rig.command("price")).containsExactly("two");
        assertThat(rig.plugins.list()).extracting(PluginInfo::name).containsExactly("Shop");
        assertThat(rig.tasks).containsOnlyKeys("plugin Shop/2 #1 every 1m");
    }

    @Test
    void aNewFileComesInAndADeletedOneGoesOut() throws Exception {
        rig.start();
        answering("one");

        assertThat(rig.saved("Shop.java").came()).containsExactly("Shop");
        assertThat(rig.say("ping")).containsExactly("one");
        assertThat(rig.deleted("Shop.java").gone()).containsExactly("Shop");

        assertThat(rig.say("ping")).isEmpty();
        assertThat(rig.extensions.commands()).isEmpty();
        assertThat(rig.tasks).isEmpty();
        assertThat(rig.plugins.list()).isEmpty();
    }

    @Test
    void whatDoesNotCompileLeavesTheVersionBeforeIn() throws Exception {
        answering("one");
        rig.start();
        rig.plugin("Shop", "bot.respond(\"ping\", talk -> talk.reply(1 + ));");

        Outcome outcome = rig.saved("Shop.java");

        assertThat(outcome.kept()).containsExactly("Shop");
        assertThat(words(outcome)).singleElement().asString().startsWith("Shop.java:7: illegal start of expression");
        assertThat(rig.problems()).isEqualTo(words(outcome));
        assertThat(rig.say("ping")).containsExactly("one");
    }

    @Test
    void whatDoesNotLoadOrStartLeavesTheVersionBeforeInAndNothingBehind() throws Exception {
        answering("one");
        rig.start();
        rig.plugin("Shop", """
                bot.respond("ping", talk -> talk.reply("two"));
                bot.every("1m", () -> {});
                throw new IllegalStateException("no stock");
                """);

        Outcome outcome = rig.saved("Shop.java");

        assertThat(outcome.kept()).containsExactly("Shop");
        assertThat(words(outcome)).containsExactly(directory
                + "/Shop.java: The plugin Shop failed: IllegalStateException: no stock (Shop.java:9)");
        assertThat(rig.say("ping")).containsExactly("one");
        assertThat(rig.tasks).containsOnlyKeys("plugin Shop #1 every 1m");
    }

    @Test
    void aNameThatAnotherPluginHasLeavesTheVersionBeforeIn() throws Exception {
        answering("one");
        rig.plugin("Other", "bot.command(Command.named(\"deploy\").run((talk, arguments) -> {}));");
        rig.start();
        rig.plugin("Shop", "bot.command(Command.named(\"deploy\").run((talk, arguments) -> {}));");

        Outcome outcome = rig.saved("Shop.java");

        assertThat(words(outcome)).singleElement().asString().contains("The command \"deploy\" of the plugin Shop");
        assertThat(rig.say("ping")).containsExactly("one");
    }

    @Test
    void aRepairedFileHasNoProblemsLeft() throws Exception {
        rig.plugin("Shop", "nonsense");
        rig.start();
        assertThat(rig.problems()).isNotEmpty();
        answering("one");

        assertThat(rig.saved("Shop.java").came()).containsExactly("Shop");

        assertThat(rig.problems()).isEmpty();
        assertThat(rig.say("ping")).containsExactly("one");
    }

    @Test
    void whatComesDuringASwapWaitsForTheNewVersion() throws Exception {
        answering("one");
        rig.start();
        rig.plugin("Shop", "System.setProperty(\"swap.begun\", \"true\"); " + WAIT + body("two"));
        CompletableFuture<Outcome> swap = CompletableFuture.supplyAsync(() -> rig.saved("Shop.java"), threads);
        await().atMost(PATIENCE).until(() -> Boolean.getBoolean("swap.begun"));

        CompletableFuture<List<String>> said =
                CompletableFuture.supplyAsync(() -> quietly(() -> rig.say("ping")), threads);
        CompletableFuture<List<String>> ordered =
                CompletableFuture.supplyAsync(() -> quietly(() -> rig.command("price")), threads);
        Rig.Line murmured = rig.murmur("I bought a shirt");
        rig.tasks.get("plugin Shop #1 every 1m").run();
        rig.events.publish(new Event.Entered(Instant.EPOCH, "console:", new Person("console:ana", "ana")));
        await().atMost(PATIENCE).until(() -> waiting() == 4);
        System.setProperty("swap.go", "true");

        assertThat(swap).succeedsWithin(PATIENCE);
        assertThat(said).succeedsWithin(PATIENCE).isEqualTo(List.of("two"));
        assertThat(ordered).succeedsWithin(PATIENCE).isEqualTo(List.of("two"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(murmured.replies).containsExactly("two"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rig.sent)
                .containsExactlyInAnyOrder("ops: two", "ops: ana entered two"));
    }

    @Test
    void whatComesDuringASwapThatFailsGoesToTheOldVersion() throws Exception {
        answering("one");
        rig.start();
        rig.plugin("Shop", "System.setProperty(\"swap.begun\", \"true\"); " + WAIT + " throw new IOException(\"no\");");
        CompletableFuture<Outcome> swap = CompletableFuture.supplyAsync(() -> rig.saved("Shop.java"), threads);
        await().atMost(PATIENCE).until(() -> Boolean.getBoolean("swap.begun"));

        CompletableFuture<List<String>> said =
                CompletableFuture.supplyAsync(() -> quietly(() -> rig.say("ping")), threads);
        Rig.Line murmured = rig.murmur("I bought a shirt");
        await().atMost(PATIENCE).until(() -> waiting() == 2);
        System.setProperty("swap.go", "true");

        assertThat(swap).succeedsWithin(PATIENCE);
        assertThat(said).succeedsWithin(PATIENCE).isEqualTo(List.of("one"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(murmured.replies).containsExactly("one"));
    }

    @Test
    void aCommandThatAsksForOtherThingsThanItsCallerGaveIsNotRun() throws Exception {
        answering("one");
        rig.start();
        var before = rig.extensions.commands().getFirst();
        rig.plugin("Shop",
                "bot.command(Command.named(\"price\").needs(Role.ADMINISTER).run((talk, a) -> talk.reply(\"two\")));");
        rig.saved("Shop.java");

        assertThatThrownBy(() -> before.handler().run(new Rig.Line("price"), new io.tocsin.spi.Arguments(
                java.util.Map.of()))).isInstanceOf(Refusal.class);
    }

    @Test
    void callsOfTheOldVersionEndBeforeItIsToldToStop() throws Exception {
        rig.file("Shop.java", """
                import module java.base;
                import io.tocsin.spi.*;

                public class Shop implements Plugin {
                    private volatile boolean stopped;
                    public void start(Bot bot) {
                        bot.respond("slow", talk -> {
                            System.setProperty("swap.begun", "true");
                            while (!Boolean.getBoolean("swap.go")) {
                                new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
                            }
                            talk.reply(stopped ? "stopped" : "running");
                        });
                    }
                    public void stop() { stopped = true; System.setProperty("swap.stopped", "true"); }
                }
                """);
        System.clearProperty("swap.stopped");
        rig.start();
        CompletableFuture<List<String>> said =
                CompletableFuture.supplyAsync(() -> quietly(() -> rig.say("slow")), threads);
        await().atMost(PATIENCE).until(() -> Boolean.getBoolean("swap.begun"));

        answering("two");
        rig.saved("Shop.java");
        assertThat(rig.say("ping")).containsExactly("two");
        System.setProperty("swap.go", "true");

        assertThat(said).succeedsWithin(PATIENCE).isEqualTo(List.of("running"));
        await().atMost(PATIENCE).until(() -> Boolean.getBoolean("swap.stopped"));
    }

    @Test
    void faultsOfTheVersionBeforeAreRemembered() throws Exception {
        rig.plugin("Shop", "bot.respond(\"boom\", talk -> { throw new IllegalStateException(\"oops\"); });");
        rig.start();
        assertThatThrownBy(() -> rig.say("boom")).isInstanceOf(Refusal.class);
        answering("two");
        rig.saved("Shop.java");

        assertThat(rig.plugins.errors("shop")).singleElement().satisfies(
                fault -> assertThat(fault.during()).isEqualTo("respond boom"));
    }

    @Test
    void oneThatIsSwitchedOffStaysOutWhateverItsFileSays() throws Exception {
        answering("one");
        rig.start();
        rig.plugins.switchOff("shop"::equalsIgnoreCase);
        assertThat(rig.say("ping")).isEmpty();

        answering("two");
        rig.saved("Shop.java");

        assertThat(rig.say("ping")).isEmpty();
        assertThat(rig.plugins.switchedOff()).containsOnlyKeys("Shop");
        rig.plugins.switchOff(name -> false);
        rig.saved("Shop.java");
        assertThat(rig.say("ping")).containsExactly("two");
        assertThat(rig.plugins.switchedOff()).isEmpty();
    }

    @Test
    void kindsOfMonitorThatChangeAreTold() throws Exception {
        List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();
        rig.start();
        rig.plugins.follow(types -> told.add(types.toString()));
        rig.file("Shop.java", """
                import io.tocsin.spi.*;
                import java.util.*;

                public class Shop implements Plugin {
                    public List<MonitorType> monitorTypes() {
                        return List.of(new ProbedType() {
                            public String name() { return "shop"; }
                            public Set<String> schemes() { return Set.of("shop"); }
                            public Probe probe(String target, Settings settings, ProbeContext context) { return null; }
                        });
                    }
                }
                """);
        rig.saved("Shop.java");
        rig.saved("Shop.java");
        rig.deleted("Shop.java");

        assertThat(told).containsExactly("[shop]", "[shop]", "[shop]");
    }

    private int waiting() {
        return rig.plugins.waiting("Shop");
    }

    private void answering(String word) throws Exception {
        rig.plugin("Shop", body(word));
    }

    private static String body(String word) {
        return """
                bot.respond("ping", talk -> talk.reply("%1$s"));
                bot.hear("bought", talk -> talk.reply("%1$s"));
                bot.command(Command.named("price").run((talk, arguments) -> talk.reply("%1$s")));
                bot.every("1m", () -> bot.send("ops", "%1$s"));
                bot.on(Event.Entered.class, event -> bot.send("ops", event.person().name() + " entered " + "%1$s"));
                """.formatted(word);
    }

    private static List<String> words(Outcome outcome) {
        return outcome.problems().stream().map(Catalogue.english()::say).toList();
    }

    private static List<String> quietly(java.util.concurrent.Callable<List<String>> work) {
        try {
            return work.call();
        } catch (Exception failed) {
            return List.of(failed.toString());
        }
    }
}
