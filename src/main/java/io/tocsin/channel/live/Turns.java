package io.tocsin.channel.live;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has each thing that people say dealt with once, and those of one person in their order. Returns at once. */
public final class Turns {

    private static final Logger log = LoggerFactory.getLogger(Turns.class);
    private static final int MOST_REMEMBERED = 5_000;
    private static final int MOST_WAITING = 1_000;

    private final String chat;
    private final Executor threads;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();
    private final Set<String> known = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    /** @param chat its name, as people write it */
    public Turns(String chat, Executor threads) {
        this.chat = chat;
        this.threads = threads;
    }

    /**
     * Has something dealt with, unless it was before.
     *
     * @param id the same when the chat tells it twice
     */
    public void once(String id, String person, Runnable task) {
        if (isNew(id)) {
            next(person, task);
        }
    }

    private boolean isNew(String id) {
        synchronized (known) {
            return known.add(id);
        }
    }

    /** Has something dealt with after all else of the same person. */
    public void next(String person, Runnable task) {
        if (!waiting.tryAcquire()) {
            log.warn("{}: a line of {} is dropped, {} wait already", chat, person, MOST_WAITING);
            return;
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> before = last.put(person, mine);
        Runnable work = () -> work(person, mine, task);
        try {
            if (before == null) {
                threads.execute(work);
            } else {
                before.thenRunAsync(work, threads);
            }
        } catch (RejectedExecutionException closed) {
            log.debug("{}: a line came while closing", chat);
        }
    }

    private void work(String person, CompletableFuture<Void> mine, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failed) {
            log.warn("{}: something that was said could not be taken in", chat, failed);
        } finally {
            waiting.release();
            last.remove(person, mine);
            mine.complete(null);
        }
    }

    /** Shows, by {@code begin} and {@code end}, that something is worked on, if that takes longer than {@code slow}. */
    public void showWork(CompletableFuture<Void> done, Duration slow, Runnable begin, Runnable end) {
        Executor soon = CompletableFuture.delayedExecutor(slow.toMillis(), TimeUnit.MILLISECONDS, threads);
        CompletableFuture.runAsync(() -> {
            if (!done.isDone()) {
                begin.run();
                done.whenCompleteAsync((_, _) -> end.run(), threads);
            }
        }, soon);
    }
}
