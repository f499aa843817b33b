package io.tocsin.kit;

import io.tocsin.hook.Hooks;
import io.tocsin.plugin.Extensions;
import io.tocsin.plugin.Listening;
import io.tocsin.plugin.Origin;
import io.tocsin.plugin.PluginInfo;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Command;
import io.tocsin.spi.Event;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a plugin has registered, a line each. */
final class Registered {

    private final World world;
    private final List<PluginInfo> own;
    private final List<String> lines = new ArrayList<>();

    private Registered(World world) {
        this.world = world;
        this.own = world.plugins().list().stream()
                .filter(plugin -> plugin.origin() instanceof Origin.DropIn)
                .toList();
    }

    static Registered in(World world, TestTime time) {
        Registered registered = new Registered(world);
        registered.spoken();
        time.entries().forEach(task -> registered.line("task", task.schedule().text()));
        registered.offered();
        registered.filters();
        registered.configuration();
        return registered;
    }

    /** The names of the plugins. */
    String plugins() {
        return own.stream().map(PluginInfo::name).collect(Collectors.joining(", "));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private void line(String kind, String what) {
        lines.add("  %-10s %s".formatted(Failure.WORDS.say("kit.kind." + kind), what).stripTrailing());
    }

    private void spoken() {
        Extensions live = world.extensions();
        Set<String> commands = own.stream().flatMap(plugin -> plugin.commands().stream()).collect(Collectors.toSet());
        live.commands().stream()
                .filter(command -> commands.contains(command.name()))
                .forEach(command -> line("command", words(command)));
        live.responders().stream().map(Listening::pattern).forEach(pattern -> line("respond", pattern.pattern()));
        live.hearers().stream().map(Listening::pattern).forEach(pattern -> line("hear", pattern.pattern()));
    }

    private static String words(Command command) {
        String values = command.parameters().stream()
                .map(value -> (value.keyword().isEmpty() ? "" : value.keyword() + " ") + "<" + value.name() + ">")
                .map(value -> " " + value)
                .collect(Collectors.joining());
        return command.name() + values + "  " + Failure.WORDS.say(command.summary());
    }

    private void offered() {
        Extensions live = world.extensions();
        live.types().stream().map(Registered::words).forEach(type -> line("type", type));
        Stream.concat(
                live.adapters().stream().map(AdapterFactory::kind),
                live.notifiers().stream().map(NotifierFactory::kind))
                .forEach(kind -> line("channel", kind));
        live.routes().stream().map(Registered::words).forEach(route -> line("route", route));
        events().forEach(event -> line("event", event));
    }

    /** What it looks at in passing. */
    private void filters() {
        List<Hooks> hooks = world.extensions().hooks();
        Stream.of(
                hooks.stream().flatMap(own -> own.receive().stream()),
                hooks.stream().flatMap(own -> own.command().stream()),
                hooks.stream().flatMap(own -> own.send().stream()))
                .flatMap(kind -> kind)
                .forEach(filter -> line("filter", filter.what()));
    }

    /** What it has read, with the values that hold here. */
    private void configuration() {
        own.stream().flatMap(plugin -> plugin.configuration().stream()).forEach(key -> line("key", key));
    }

    private static String words(MonitorType type) {
        return type.name() + "  "
                + type.schemes().stream().sorted().map(scheme -> scheme + ":").collect(Collectors.joining(" "));
    }

    private static String words(Route route) {
        return route.method() + " " + route.path();
    }

    /** The kinds of event it waits for. */
    private Set<String> events() {
        return kinds(Event.class)
                .filter(world.events()::awaited)
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Class<? extends Event>> kinds(Class<? extends Event> kind) {
        if (!kind.isSealed()) {
            return Stream.of(kind);
        }
        return Stream.of(kind.getPermittedSubclasses()).flatMap(one -> kinds(one.asSubclass(Event.class)));
    }
}
