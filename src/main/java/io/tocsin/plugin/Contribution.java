package io.tocsin.plugin;

import io.tocsin.hook.Hooks;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Command;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that one plugin offers, already wrapped in its guard. */
record Contribution(
        List<MonitorType> types,
        List<AdapterFactory> adapters,
        List<NotifierFactory> notifiers,
        List<Command> commands,
        List<Route> routes,
        List<Listening> responders,
        List<Listening> hearers,
        Hooks hooks) {

    static final Contribution NOTHING = of(List.of(), List.of(), List.of(), List.of(), List.of());

    Contribution {
        types = List.copyOf(types);
        adapters = List.copyOf(adapters);
        notifiers = List.copyOf(notifiers);
        commands = List.copyOf(commands);
        routes = List.copyOf(routes);
        responders = List.copyOf(responders);
        hearers = List.copyOf(hearers);
    }

    static Contribution of(
            List<MonitorType> types,
            List<AdapterFactory> adapters,
            List<NotifierFactory> notifiers,
            List<Command> commands,
            List<Route> routes) {
        return new Contribution(types, adapters, notifiers, commands, routes, List.of(), List.of(), Hooks.NONE);
    }

    List<String> typeNames() {
        return types.stream().map(MonitorType::name).toList();
    }

    /** The kinds of its rooms. */
    List<String> channels() {
        return Stream.concat(
                adapters.stream().map(AdapterFactory::kind), notifiers.stream().map(NotifierFactory::kind))
                .toList();
    }

    Contribution with(MonitorType one) {
        return new Contribution(
                plus(types, one), adapters, notifiers, commands, routes, responders, hearers, hooks);
    }

    Contribution with(AdapterFactory one) {
        return new Contribution(
                types, plus(adapters, one), notifiers, commands, routes, responders, hearers, hooks);
    }

    Contribution with(NotifierFactory one) {
        return new Contribution(
                types, adapters, plus(notifiers, one), commands, routes, responders, hearers, hooks);
    }

    Contribution with(Command one) {
        return new Contribution(
                types, adapters, notifiers, plus(commands, one), routes, responders, hearers, hooks);
    }

    Contribution with(Route one) {
        return new Contribution(
                types, adapters, notifiers, commands, plus(routes, one), responders, hearers, hooks);
    }

    Contribution with(Hooks other) {
        return new Contribution(types, adapters, notifiers, commands, routes, responders, hearers, other);
    }

    Contribution responding(Listening one) {
        return new Contribution(
                types, adapters, notifiers, commands, routes, plus(responders, one), hearers, hooks);
    }

    Contribution hearing(Listening one) {
        return new Contribution(
                types, adapters, notifiers, commands, routes, responders, plus(hearers, one), hooks);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }
}
