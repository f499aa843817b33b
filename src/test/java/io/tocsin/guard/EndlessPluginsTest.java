package io.tocsin.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.code.Code;
import io.tocsin.code.PluginDirectory;
import io.tocsin.code.PluginSettings;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What never ends by itself is ended, or abandoned where nothing can end it. */
final class EndlessPluginsTest {

    private static final Limits LIMITS = new Limits(
            Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(300));
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final Faults faults = new Faults(InstantSource.fixed(Instant.EPOCH));

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        watch.shutdownNow();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            an empty loop            | while (true) {}
            one that swallows        | while (true) { try { new CountDownLatch(1).await(); } catch (Throwable t) {} }
            one that continues       | while (true) { try { n++; continue; } catch (Throwable t) { continue; } }
            nested ones that swallow | while (true) { try { while (true) { try { n++; } catch (Throwable t) {} } } catch (Throwable t) { n++; } }
            one that clears the flag | while (n >= 0) { Thread.interrupted(); n = (n + 1) & 15; }
            one in a finally block   | try { n++; } finally { do { n = (n + 1) & 15; } while (n >= 0); }
            a switch                 | while (true) { switch (n & 3) { case 0: n++; continue; case 1: n += 2; continue; default: n = 0; } }
            endless recursion        | fork(60);
            a stream of the JDK      | Stream.iterate(1, i -> i + 1).forEach(i -> {});
            an expression            | Pattern.compile("(a+)+\\\\1b").matcher("a".repeat(60)).matches();
            one that is reset        | Pattern.compile("(a+)+\\\\1b").matcher("").reset("a".repeat(60)).matches();
            one of a string          | "a".repeat(60).matches("(a+)+\\\\1b");
            one that replaces        | "a".repeat(60).replaceAll("(a+)+\\\\1b", "x");
            one that replaces once   | "a".repeat(60).replaceFirst("(a+)+\\\\1b", "x");
            one that splits          | "a".repeat(60).split("(a+)+\\\\1b");
            one that is a predicate  | Pattern.compile("(a+)+\\\\1b").asPredicate().test("a".repeat(60));
            one of a static method   | Pattern.matches("(a+)+\\\\1b", "a".repeat(60));
            """)
    void aLoopIsEnded(String name, String loop) throws Exception {
        DropInGuard guard = guard("Looper", loop);

        assertThatThrownBy(() -> start(guard)).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(
                said(refusal.phrase()))
                .matches("The plugin Looper does not answer within 1 s; it is at Looper.java:(8|12)"));

        await().atMost(LONG).until(() -> !guard.times().isEmpty());
        assertThat(faults.abandoned()).isZero();
        assertThat(faults.count()).isEqualTo(1);
        assertThat(guard.call("again", LONG, () -> "free")).isEqualTo("free");
    }

    @Test
    void longPlainComputingIsEnded() throws Exception {
        DropInGuard guard = guard("Json", """
                byte[] json = "[{\\"a\\":[1,2,3]}]".repeat(6_500_000).getBytes();
                long sum = 0;
                while (n >= 0) {
                    for (byte each : json) { sum = sum * 31 + (each == '{' ? n : each); }
                    n = (int) (sum & 1);
                }
                """);

        assertThatThrownBy(() -> start(guard)).isInstanceOf(Refusal.class);

        await().atMost(LONG).until(() -> !guard.times().isEmpty());
        assertThat(faults.abandoned()).isZero();
    }

    @Test
    void threadsThatNothingCanEndAreAbandonedAndReplaced() throws Exception {
        DropInGuard guard = guard("Stubborn", "OVER.join();");
        loseAllThreads(guard);
        await().atMost(LONG).until(() -> faults.abandoned() == 4);

        assertThat(said(faults.last().orElseThrow().what()))
                .matches("Its thread plugin-Stubborn-\\d heeds no interrupt and is abandoned at Stubborn.java:12; "
                        + "it and the classes of the plugin stay until the bot is restarted");
        assertThat(guard.call("again", LONG, () -> "free")).isEqualTo("free");
        guard.call("end", LONG, () -> plugin("stop"));
        await().atMost(LONG).until(() -> faults.abandoned() == 0);
    }

    @Test
    void evenLostThreadsAreReplacedOnlyUpToABound() throws Exception {
        DropInGuard guard = guard("Stubborn", "OVER.join();");
        for (int lost : List.of(4, 8)) {
            loseAllThreads(guard);
            await().atMost(LONG).until(() -> faults.abandoned() == lost);
        }

        assertThatThrownBy(() -> guard.call("again", LIMITS.answer(), () -> "free"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(said(refusal.phrase())).isEqualTo(
                        "The plugin Stubborn does not answer within 1 s; it is waiting for its own unfinished work"));
        plugin("stop");
        await().atMost(LONG).until(() -> faults.abandoned() == 0);
    }

    /** A plugin has four for its calls. */
    private void loseAllThreads(DropInGuard guard) throws InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls = Collections.nCopies(4, () -> start(guard));
            assertThat(callers.invokeAll(calls)).extracting(Future::exceptionNow)
                    .allSatisfy(thrown -> assertThat(thrown).isInstanceOf(Refusal.class));
        }
    }

    @Test
    void aThreadItBeganAndForgotIsEndedWhenItGoes() throws Exception {
        DropInGuard guard = guard("Forgetful",
                "Thread.ofPlatform().name(\"forgotten\").start(() -> { while (true) { try { OVER.join(); n++; } catch (Throwable t) {} } });");
        start(guard);
        Thread forgotten = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("forgotten"))
                .findFirst()
                .orElseThrow();

        guard.close();

        assertThat(faults.recent()).singleElement().satisfies(fault -> {
            assertThat(fault.during()).isEqualTo("unload");
            assertThat(said(fault.what())).isEqualTo("It left threads running: forgotten; they are interrupted");
        });
        // it ends by what ends it, which nobody catches
        await().dontCatchUncaughtExceptions().atMost(LONG).until(() -> faults.abandoned() == 1);
        plugin("stop");
        await().dontCatchUncaughtExceptions().atMost(LONG).until(() -> !forgotten.isAlive());
    }

    @Test
    void aCallThatRunsWhenThePluginGoesIsEndedToo() throws Exception {
        DropInGuard guard = guard("Looper", "while (true) { Thread.interrupted(); }");
        guard.post(new Guard.Job("task", LONG, () -> plugin("start"), () -> {}));
        await().atMost(LONG).until(() -> looping("plugin-Looper-1"));

        guard.close();

        await().atMost(LONG).until(() -> !looping("plugin-Looper-1"));
    }

    private static boolean looping(String name) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals(name))
                .flatMap(thread -> List.of(thread.getValue()).stream())
                .anyMatch(frame -> frame.getMethodName().equals("start"));
    }

    @Test
    void whatEndsByItselfLeavesNothingBehind() throws Exception {
        for (int i = 0; i < 200; i++) {
            DropInGuard guard = new DropInGuard("Quick", new ClassLoader("quick", null) {}, faults,
                    new Containment(watch, LIMITS));
            guard.call("quick", LONG, () -> "x");
            guard.close();
        }

        assertThat(faults.recent()).isEmpty();
    }

    @Test
    void aThreadThatHasComputedForLongIsReplacedAfterwards() throws Exception {
        DropInGuard guard = new DropInGuard("Slow", new ClassLoader("slow", null) {}, faults,
                new Containment(watch, LIMITS));
        guard.call("start", LONG, () -> "x");
        long first = guard.call("long", LONG, () -> {
            ThreadMXBean times = ManagementFactory.getThreadMXBean();
            long end = times.getCurrentThreadCpuTime() + Duration.ofSeconds(1).toNanos();
            while (times.getCurrentThreadCpuTime() < end) {
                Thread.onSpinWait();
            }
            return Thread.currentThread().threadId();
        });

        // sooner than it would end for having nothing to do
        await().atMost(Duration.ofSeconds(15)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.threadId() == first));
        assertThat(guard.call("again", LONG, () -> "free")).isEqualTo("free");
        assertThat(faults.recent()).isEmpty();
        guard.close();
    }

    @Test
    void anInterruptOfItsOwnIsItsOwnAffair() throws Exception {
        DropInGuard guard = guard("Own", """
                Thread.currentThread().interrupt();
                while (n < 1000) n++;
                throw new Refusal(n + " " + Thread.interrupted() + " " + Thread.interrupted());
                """);

        assertThatThrownBy(() -> start(guard)).isInstanceOf(Refusal.class).hasMessage("1000 true false");
    }

    @Test
    void memoryThatIsNotThereIsAFaultLikeAnother() throws Exception {
        DropInGuard guard = guard("Greedy", "long[][] all = new long[1000][Integer.MAX_VALUE - 8];");

        assertThatThrownBy(() -> guard.call("start", LONG, () -> plugin("start")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(said(refusal.phrase()))
                        .isEqualTo("The plugin Greedy failed: OutOfMemoryError: Java heap space (Greedy.java:12)"));
        assertThat(guard.call("again", LONG, () -> "free")).isEqualTo("free");
    }

    @Test
    void aCallThatTakesTheMemoryOfAllIsEndedWhenThereIsLittleLeft() throws Exception {
        DropInGuard known = guard("Hungry", """
                List<byte[]> all = new ArrayList<>();
                while (true) {
                    all.add(new byte[1 << 20]);
                    if (all.size() > 50) { all.clear(); }
                }
                """);
        DropInGuard guard = new DropInGuard("Hungry", code.loader(), faults,
                new Containment(watch, LIMITS, new LongCalls(watch, new Greed(() -> true))));
        CountDownLatch ended = new CountDownLatch(1);

        guard.post(new Guard.Job("task", Duration.ofMinutes(5), () -> plugin("start"), ended::countDown));

        assertThat(ended.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(said(faults.recent().getFirst().what())).matches(
                "It takes too much memory while there is little left, \\d+ MB in one call, and is interrupted"
                        + " at Hungry.java:(8|12|13|14|15|16)");
        assertThat(faults.abandoned()).isZero();
        assertThat(guard.call("again", LONG, () -> "free")).isEqualTo("free");
        guard.close();
        known.close();
    }

    @Test
    void whatAPluginMissesOfTheContractIsSaid() throws Exception {
        DropInGuard guard = guard("Modern", """
                if (n == 0) throw new NoSuchMethodError("'void io.tocsin.spi.Bot.fly()'");
                """);

        assertThatThrownBy(() -> start(guard)).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(
                said(refusal.phrase())).isEqualTo(
                        "The plugin Modern failed: It needs a newer Tocsin: "
                                + "here is no 'void io.tocsin.spi.Bot.fly()' (Modern.java:12)"));
    }

    @Test
    void callsAreTimed() throws Exception {
        DropInGuard guard = guard("Quick", "n++;");

        start(guard);
        start(guard);
        guard.probe(LONG, () -> "x");

        await().atMost(LONG).until(() -> guard.times().size() == 2);
        assertThat(guard.times()).extracting(CallTimes::what).containsExactlyInAnyOrder("start", "check");
        assertThat(guard.times()).filteredOn(times -> times.what().equals("start")).singleElement().satisfies(times -> {
            assertThat(times.count()).isEqualTo(2);
            assertThat(times.total()).isGreaterThanOrEqualTo(times.longest()).isPositive();
        });
    }

    private Code code;
    private Plugin plugin;

    private DropInGuard guard(String name, String body) throws Exception {
        Path file = Files.writeString(directory.resolve(name + ".java"), """
                import module java.base;
                import io.tocsin.spi.*;

                public class %s implements Plugin {
                    static final CompletableFuture<String> OVER = new CompletableFuture<>();
                    int n;

                    long fork(int depth) { return depth == 0 ? 1 : fork(depth - 1) + fork(depth - 1); }

                    @Override
                    public void start(Bot bot) throws Exception {
                        %s
                    }

                    @Override
                    public void stop() {
                        OVER.complete("x");
                    }
                }
                """.formatted(name, body));
        PluginDirectory.Found found = PluginDirectory.read(new PluginSettings(directory, true), file);
        assertThat(found.problems()).isEmpty();
        code = found.codes().getFirst();
        plugin = (Plugin) code.loader().loadClass(name).getConstructor().newInstance();
        return new DropInGuard(name, code.loader(), faults, new Containment(watch, LIMITS));
    }

    private boolean start(DropInGuard guard) throws Exception {
        return guard.call("start", LIMITS.answer(), () -> plugin("start"));
    }

    /** No test reaches the bot. */
    @SuppressWarnings("NullAway")
    private boolean plugin(String what) throws Exception {
        if (what.equals("start")) {
            plugin.start(null);
        } else {
            plugin.stop();
        }
        return true;
    }

    private static String said(Phrase phrase) {
        return Catalogue.english().say(phrase);
    }
}
