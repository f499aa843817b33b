package io.tocsin.priority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the kernel makes of it. */
final class BackgroundTest {

    private static final int NICE = 18;
    private static final int POLICY = 40;
    private static final int IDLE = 5;

    @Test
    void aThreadTakesASmallerShareForItselfAlone() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/stat")));
        int before = own(NICE);
        FutureTask<Integer> lower = new FutureTask<>(() -> {
            Background.lessForThisThread();
            return own(NICE);
        });
        Thread.ofPlatform().start(lower);

        assertThat(lower.get(20, TimeUnit.SECONDS)).isGreaterThan(before);
        assertThat(own(NICE)).isEqualTo(before);
    }

    @Test
    void aThreadIsMadeToRunOnlyWhereNobodyElseWantsTo() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/stat")));
        CountDownLatch lowered = new CountDownLatch(1);
        FutureTask<Integer> id = new FutureTask<>(Background::idOfThisThread);
        FutureTask<Integer> policy = new FutureTask<>(() -> {
            id.run();
            lowered.await();
            return own(POLICY);
        });
        Thread thread = Thread.ofPlatform().start(policy);

        Background.onlyWhenIdle(thread, id.get(20, TimeUnit.SECONDS));
        lowered.countDown();

        assertThat(policy.get(20, TimeUnit.SECONDS)).isEqualTo(IDLE);
        assertThat(own(POLICY)).isNotEqualTo(IDLE);
    }

    @Test
    void theThreadsThatOptimizeAreFound() {
        assumeTrue(Files.exists(Path.of("/proc/self/task")));

        assertThat(Kernel.ids("")).contains((int) ProcessHandle.current().pid());
        assertThat(Kernel.ids("no such")).isEmpty();
    }

    @Test
    void whatRunsSeldomIsLeftAloneByTheOptimizer() throws Exception {
        Background.lessForOptimizers("com/example/Seldom.*");
        Background.lessForOptimizers("com/example/Seldom.*");

        assertThat(Optimizer.command("compilerDirectivesPrint").toString())
                .containsOnlyOnce("matching: com/example/Seldom.*")
                .containsPattern("(?s)com/example/Seldom.*c2 directives:.*?Exclude:true");
    }

    @Test
    void aThreadThatIsOverIsLeftAlone() throws Exception {
        FutureTask<Integer> id = new FutureTask<>(Background::idOfThisThread);
        Thread thread = Thread.ofPlatform().start(id);
        thread.join();

        Background.onlyWhenIdle(thread, id.get());

        assertThat(thread.isAlive()).isFalse();
    }

    /** A field of the current thread's line, counted from 0; the name in parentheses may hold spaces. */
    private static int own(int field) throws Exception {
        String line = Files.readString(Path.of("/proc/thread-self/stat"));
        String[] rest = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Integer.parseInt(rest[field - 2].strip());
    }
}
