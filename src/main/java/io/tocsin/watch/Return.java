package io.tocsin.watch;

import io.tocsin.spi.Phrase;
import io.tocsin.status.Status;
import io.tocsin.text.Words;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What changed while the bot was away: told once every monitor has been checked and what it showed is confirmed. A bot
 * that starts for the first time was not away.
 */
final class Return {

    private final Map<String, Status> before = new ConcurrentHashMap<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Optional<Duration> away;
    private final Consumer<Phrase> tell;

    Return(Optional<Duration> away, Consumer<Phrase> tell) {
        this.away = away;
        this.tell = tell;
    }

    void expect(Live live) {
        before.put(live.monitor().id(), live.standing().status());
    }

    void checked(Live live) {
        if (told.get() || live.standing().unconfirmed()) {
            return;
        }
        Status then = before.remove(live.monitor().id());
        if (then != null && then != Status.PENDING && then != live.standing().status()) {
            changes.incrementAndGet();
        }
        if (before.isEmpty()) {
            tell();
        }
    }

    /** Tells what is known by now, unless that has been done; whoever comes second finds it told. */
    synchronized void tell() {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        before.clear();
        away.ifPresent(time -> tell.accept(Phrase.of("watch.back", Words.length(time), changes.get())));
    }
}
