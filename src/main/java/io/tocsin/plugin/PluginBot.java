package io.tocsin.plugin;

import io.tocsin.guard.Guard;
import io.tocsin.hook.Filtering;
import io.tocsin.hook.Hooks;
import io.tocsin.hook.Reacting;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Bot;
import io.tocsin.spi.Command;
import io.tocsin.spi.Durations;
import io.tocsin.spi.Event;
import io.tocsin.spi.Filter;
import io.tocsin.spi.Http;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.spi.Store;
import io.tocsin.spi.Watched;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The bot as one plugin sees it. */
final class PluginBot implements Bot, AutoCloseable {

    private final Surroundings surroundings;
    private final Offer offer;
    private final Member member;
    private final Guard guard;
    private final Following following;
    private final Tasks tasks;
    private final PluginConfig config;
    private final List<Runnable> channels = new CopyOnWriteArrayList<>();

    PluginBot(Surroundings surroundings, Offer offer, Member member, Following following) {
        this.following = following;
        this.surroundings = surroundings;
        this.offer = offer;
        this.member = member;
        this.guard = member.guard();
        this.tasks = new Tasks(offer, surroundings.timetable(), guard);
        this.config = new PluginConfig(member.name(), surroundings.facilities());
    }

    @Override
    public void cron(String expression, Task task) {
        tasks.add(expression, Optional.empty(), task);
    }

    @Override
    public void cron(String expression, ZoneId zone, Task task) {
        tasks.add(expression, Optional.of(zone), task);
    }

    @Override
    public void every(String period, Task task) {
        Durations.parse(period);
        tasks.add("every " + period, Optional.empty(), task);
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
        Command wrapped = offer.wrapping().command(command);
        offer.change(live -> live.with(wrapped));
    }

    @Override
    public void route(String methodAndPath, Route.Handler handler) {
        String[] parts = methodAndPath.strip().split("\\s+", -1);
        if (parts.length != 2 || !parts[1].startsWith("/")) {
            throw Refusal.of("plugin.route", methodAndPath);
        }
        Route wrapped = offer.wrapping().route(new Route(parts[0].toUpperCase(Locale.ROOT), parts[1], handler));
        offer.change(live -> live.with(wrapped));
    }

    @Override
    public void monitorType(MonitorType type) {
        MonitorType wrapped = offer.wrapping().type(type);
        offer.change(live -> live.with(wrapped));
        if (!offer.isStaged()) {
            following.came(offer.plugin(), wrapped.name());
        }
    }

    @Override
    public void notifier(NotifierFactory factory) {
        NotifierFactory wrapped = offer.wrapping().notifier(factory);
        offer.change(live -> live.with(wrapped));
        if (!offer.isStaged()) {
            channels.add(surroundings.facilities().connect(wrapped));
        }
    }

    @Override
    public void adapter(AdapterFactory factory) {
        AdapterFactory wrapped = offer.wrapping().adapter(factory);
        offer.change(live -> live.with(wrapped));
        if (!offer.isStaged()) {
            channels.add(surroundings.facilities().connect(wrapped));
        }
    }

    /** Connects every channel that the plugin offers, once it has taken the place of another version. */
    void connect() {
        Contribution offers = offer.now();
        offers.adapters().forEach(factory -> channels.add(surroundings.facilities().connect(factory)));
        offers.notifiers().forEach(factory -> channels.add(surroundings.facilities().connect(factory)));
    }

    @Override
    public <E extends Event> void on(Class<E> kind, Reaction<? super E> reaction) {
        Reacting<E> reacting = new Reacting<>(member.name(), kind, reaction, guard);
        surroundings.events().join(reacting, () -> hook(hooks -> hooks.reacting(reacting)), member.faults());
    }

    @Override
    public void onReceive(Filter<Incoming> filter) {
        hook(hooks -> hooks.receiving(filtering("onReceive", filter)));
    }

    @Override
    public void onCommand(Filter<Filter.Order> filter) {
        hook(hooks -> hooks.commanding(filtering("onCommand", filter)));
    }

    @Override
    public void onSend(Filter<Filter.Outgoing> filter) {
        hook(hooks -> hooks.sending(filtering("onSend", filter)));
    }

    private <T> Filtering<T> filtering(String what, Filter<T> filter) {
        return new Filtering<>(member.name(), what, filter, guard);
    }

    private void hook(UnaryOperator<Hooks> change) {
        offer.change(live -> live.with(change.apply(live.hooks())));
    }

    @Override
    public void send(String room, Message message) {
        surroundings.rooms().send(room, message);
    }

    @Override
    public String room(String room) {
        return surroundings.facilities().room(room);
    }

    @Override
    public List<Message> run(String line) {
        return surroundings.facilities().run(member.name(), line);
    }

    @Override
    public void audit(String what, String outcome) {
        surroundings.facilities().audit(member.name(), what, outcome);
    }

    @Override
    public List<Watched> monitors() {
        return surroundings.facilities().monitors();
    }

    @Override
    public Store store() {
        return surroundings.facilities().store(member.name());
    }

    @Override
    public <R extends Record> R config(Class<R> type) {
        return config.read(type);
    }

    @Override
    public Http http() {
        return surroundings.http();
    }

    @Override
    public InstantSource clock() {
        return surroundings.clock();
    }

    Tasks tasks() {
        return tasks;
    }

    PluginConfig configuration() {
        return config;
    }

    @Override
    public void close() {
        tasks.close();
        channels.forEach(Runnable::run);
        channels.clear();
    }
}
