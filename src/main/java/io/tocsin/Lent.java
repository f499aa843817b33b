package io.tocsin;

import io.tocsin.access.Audit;
import io.tocsin.config.Config;
import io.tocsin.config.Keys;
import io.tocsin.config.Problem;
import io.tocsin.config.Secrets;
import io.tocsin.hook.Filters;
import io.tocsin.plugin.Facilities;
import io.tocsin.room.Rooms;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Person;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Store;
import io.tocsin.spi.Watched;
import io.tocsin.text.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the running bot lends its plugins. */
final class Lent implements Facilities {

    private static final Duration LONGEST_RUN = Duration.ofSeconds(60);

    private final Assembly assembly;
    private final Assembly.Later later;

    Lent(Assembly assembly, Assembly.Later later) {
        this.assembly = assembly;
        this.later = later;
    }

    @Override
    public List<Message> run(String plugin, String line) {
        return later.bot().chat().run(new Person(Filters.runner(plugin), plugin), line, LONGEST_RUN);
    }

    @Override
    public String room(String room) {
        return later.bot().rooms().canonical(later.bot().aliases().resolve(room)).toString();
    }

    @Override
    public void audit(String plugin, String what, String outcome) {
        Person person = new Person(Filters.runner(plugin), plugin);
        CompletableFuture<Void> _ = later.bot().audit()
                .keep(Audit.Entry.of(assembly.clock().instant(), person, person.id(), what, outcome));
    }

    @Override
    public List<Watched> monitors() {
        return later.bot().watching().watched();
    }

    @Override
    public Store store(String plugin) {
        return later.bot().memories().of(plugin);
    }

    @Override
    public Config config() {
        return assembly.config();
    }

    @Override
    public Secrets secrets() {
        return assembly.settings().secrets();
    }

    @Override
    public Runnable connect(AdapterFactory factory) {
        Settings own = settings(factory.kind(), factory.settings());
        return factory.wanted(own) ? connect(factory.kind(), factory.create(own, assembly.http())) : () -> {};
    }

    @Override
    public Runnable connect(NotifierFactory factory) {
        Settings own = settings(factory.kind(), factory.settings());
        return factory.wanted(own) ? connect(factory.kind(), factory.create(own, assembly.http())) : () -> {};
    }

    private Runnable connect(String kind, Notifier channel) {
        Rooms rooms = later.bot().rooms();
        rooms.replace(kind, Optional.of(channel));
        return () -> rooms.withdraw(kind, channel);
    }

    @Override
    public void disconnect(String kind) {
        later.bot().rooms().replace(kind, Optional.empty());
    }

    private Settings settings(String kind, List<Setting> declared) {
        Keys keys = new Keys(assembly.config().under(kind + "."));
        Settings settings = keys.settings(kind, declared);
        List<Problem> problems = keys.finish().all();
        if (!problems.isEmpty()) {
            throw Refusal.of("root.channel", kind, Words.lines(problems.stream().map(Problem::phrase).toList()));
        }
        return settings;
    }
}
