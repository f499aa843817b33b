package io.tocsin.guard;

import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For plugins that ship inside: calls are direct, tasks run on virtual threads. */
public final class TrustedGuard implements Guard {

    private static final Logger log = LoggerFactory.getLogger(TrustedGuard.class);

    private final String plugin;
    private final Faults faults;
    private final Timings timings = new Timings();

    public TrustedGuard(String plugin, Faults faults) {
        this.plugin = plugin;
        this.faults = faults;
    }

    @Override
    public <T> T call(String what, Duration limit, Callable<T> work) throws Exception {
        return timed(what, work);
    }

    @Override
    public <T> T probe(Duration limit, Callable<T> work) throws Exception {
        return timed("check", work);
    }

    private <T> T timed(String what, Callable<T> work) throws Exception {
        long begun = System.nanoTime();
        try {
            return work.call();
        } finally {
            timings.note(what, System.nanoTime() - begun);
        }
    }

    @Override
    public void post(Job job) {
        Thread.ofVirtual().name("plugin-" + plugin).start(() -> run(job));
    }

    @SuppressWarnings("IllegalCatch") // whatever it is, it must not end silently with the thread
    private void run(Job job) {
        try {
            timed(job.what(), () -> {
                job.work().run();
                return true;
            });
        } catch (Throwable thrown) {
            faults.note(job.what(), Phrase.literal(thrown.toString()));
            log.warn("plugin {}: {} failed: {}", plugin, job.what(), thrown.toString());
            log.info("plugin {}: all of it", plugin, thrown);
        } finally {
            job.ended().run();
        }
    }

    @Override
    public Limits limits() {
        return Limits.USUAL;
    }

    @Override
    public List<CallTimes> times() {
        return timings.all();
    }

    @Override
    public void close() {}
}
