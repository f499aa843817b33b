package io.tocsin.plugin;

import io.tocsin.guard.Guard;
import io.tocsin.spi.Bot;
import io.tocsin.spi.Command;
import io.tocsin.spi.Durations;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bot as one plugin sees it. */
final class PluginBot implements Bot, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PluginBot.class);

    private final Surroundings surroundings;
    private final Offer offer;
    private final Guard guard;
    private final AtomicLong runs = new AtomicLong();
    private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

    PluginBot(Surroundings surroundings, Offer offer, Guard guard) {
        this.surroundings = surroundings;
        this.offer = offer;
        this.guard = guard;
    }

    @Override
    public void cron(String expression, Task task) {
        schedule(expression, task);
    }

    @Override
    public void every(String period, Task task) {
        Durations.parse(period);
        schedule("every " + period, task);
    }

    private void schedule(String expression, Task task) {
        String id = "plugin " + offer.plugin() + " #" + (tasks.size() + 1);
        AtomicBoolean running = new AtomicBoolean();
        Guard.Job job = new Guard.Job("task " + expression, guard.limits().task(), task::run, () -> {
            running.set(false);
            runs.incrementAndGet();
        });
        tasks.add(surroundings.timetable().join(id, expression, () -> begin(job, running)));
    }

    /** A task whose last run has not ended is left out. */
    private void begin(Guard.Job job, AtomicBoolean running) {
        if (running.compareAndSet(false, true)) {
            guard.post(job);
        } else {
            log.info("plugin {}: {} still runs, this turn is left out", offer.plugin(), job.what());
        }
    }

    @Override
    public void respond(Pattern pattern, Listener listener) {
        offer.change(live -> live.responding(new Listening(offer.plugin(), pattern, true, guarded(pattern, listener))));
    }

    @Override
    public void hear(Pattern pattern, Listener listener) {
        offer.change(live -> live.hearing(new Listening(offer.plugin(), pattern, false, posted(pattern, listener))));
    }

    private Listener guarded(Pattern pattern, Listener listener) {
        return talk -> guard.call("respond " + pattern, guard.limits().answer(), () -> {
            listener.heard(talk);
            return true;
        });
    }

    /** Nobody waits for one that only listens. */
    private Listener posted(Pattern pattern, Listener listener) {
        return talk -> guard.post(
                new Guard.Job("hear " + pattern, guard.limits().answer(), () -> listener.heard(talk), () -> {}));
    }

    @Override
    public void command(Command command) {
        offer.change(live -> live.with(offer.wrapped(command)));
    }

    @Override
    public void send(String room, Message message) {
        surroundings.rooms().send(room, message);
    }

    @Override
    public void cron(String expression, java.time.ZoneId zone, Task task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void route(String methodAndPath, io.tocsin.spi.Route.Handler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void monitorType(io.tocsin.spi.MonitorType type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void notifier(io.tocsin.spi.NotifierFactory factory) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void adapter(io.tocsin.spi.AdapterFactory factory) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <E extends io.tocsin.spi.Event> void on(Class<E> kind, Reaction<? super E> reaction) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onReceive(io.tocsin.spi.Filter<io.tocsin.spi.Incoming> filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onCommand(io.tocsin.spi.Filter<io.tocsin.spi.Filter.Order> filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onSend(io.tocsin.spi.Filter<io.tocsin.spi.Filter.Outgoing> filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Message> run(String line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<io.tocsin.spi.Watched> monitors() {
        throw new UnsupportedOperationException();
    }

    @Override
    public io.tocsin.spi.Store store() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R extends Record> R config(Class<R> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Http http() {
        return surroundings.http();
    }

    @Override
    public InstantSource clock() {
        return surroundings.clock();
    }

    int tasks() {
        return tasks.size();
    }

    /** How many runs of them have ended. */
    long runs() {
        return runs.get();
    }

    @Override
    public void close() {
        tasks.forEach(Runnable::run);
    }
}
