package io.tocsin.plugin;

import io.tocsin.hook.Hooks;
import io.tocsin.hook.Registry;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Command;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The live extensions of all plugins, by kind and name. Names are told apart without regard to case, and nobody gets a
 * name that another has. Ask again each time: what is here changes when plugins come and go.
 */
public final class Extensions implements Registry {

    private final ReentrantLock changing = new ReentrantLock();
    private volatile Table table = Table.EMPTY;

    /** All kinds of monitor. */
    public List<MonitorType> types() {
        return table.all(Contribution::types);
    }

    /** The kind of monitor of that name. */
    public Optional<MonitorType> type(String name) {
        return type("type", name, type -> type.name().equalsIgnoreCase(name));
    }

    /** The kind of monitor that takes targets of a scheme, such as {@code https}. */
    public Optional<MonitorType> typeOfScheme(String scheme) {
        String small = scheme.toLowerCase(Locale.ROOT);
        return type("scheme", small, type -> type.schemes().contains(small));
    }

    private Optional<MonitorType> type(String kind, String name, Predicate<MonitorType> having) {
        return table.claimant(kind, name)
                .flatMap(owner -> owner.offers().types().stream().filter(having).findFirst());
    }

    /** @throws Refusal if there is none of that name; it lists what there is */
    public MonitorType needType(String name) {
        return type(name).orElseThrow(() -> Refusal.of("plugin.no-type", name, installedTypes()));
    }

    /** @throws Refusal if no kind of monitor takes targets of that scheme; it lists what there is */
    public MonitorType needTypeOfScheme(String scheme) {
        return typeOfScheme(scheme).orElseThrow(() -> Refusal.of("plugin.no-scheme", scheme, installedTypes()));
    }

    public List<AdapterFactory> adapters() {
        return table.all(Contribution::adapters);
    }

    public List<NotifierFactory> notifiers() {
        return table.all(Contribution::notifiers);
    }

    public List<Command> commands() {
        return table.all(Contribution::commands);
    }

    public List<Route> routes() {
        return table.all(Contribution::routes);
    }

    /** Those who answer lines said to the bot. */
    public List<Listening> responders() {
        return table.all(Contribution::responders);
    }

    /** Those who listen to everything said. */
    public List<Listening> hearers() {
        return table.all(Contribution::hearers);
    }

    @Override
    public List<Hooks> hooks() {
        return table.owners().values().stream().map(owner -> owner.offers().hooks()).toList();
    }

    @Override
    public Hooks hooks(String plugin) {
        return Optional.ofNullable(table.owners().get(plugin)).map(owner -> owner.offers().hooks()).orElse(Hooks.NONE);
    }

    /**
     * Makes live what a plugin offers, in place of what it offered before.
     *
     * @throws Refusal if a name is taken by another; then nothing has changed
     */
    void publish(Table.Owner owner) {
        swap(List.of(), List.of(owner));
    }

    /** @throws Refusal if a name is taken by another */
    void check(Table.Owner owner) {
        var _ = table.with(owner);
    }

    /**
     * Takes some plugins out and others in, in one step.
     *
     * @throws Refusal if a name is taken by another; then nothing has changed
     */
    void swap(Collection<String> gone, List<Table.Owner> come) {
        changing.lock();
        try {
            Table next = table;
            for (String plugin : gone) {
                next = next.without(plugin);
            }
            for (Table.Owner owner : come) {
                next = next.with(owner);
            }
            table = next;
        } finally {
            changing.unlock();
        }
    }

    /** What the version of a plugin that is in offers. */
    Optional<Contribution> of(String plugin) {
        return Optional.ofNullable(table.owners().get(plugin)).map(Table.Owner::offers);
    }

    void remove(String plugin) {
        swap(List.of(plugin), List.of());
    }

    private String installedTypes() {
        return table.owners().values().stream()
                .flatMap(owner -> owner.offers().types().stream().map(type -> named(type.name(), owner.plugin())))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String named(String type, String plugin) {
        return type.equals(plugin) ? type : type + " (" + plugin + ")";
    }
}
