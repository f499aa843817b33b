package io.tocsin.plugin;

import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Command;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Route;
import java.util.ArrayList;
import java.util.List;

/** All that one plugin offers, already wrapped in its guard. */
record Contribution(
        List<MonitorType> types,
        List<AdapterFactory> adapters,
        List<NotifierFactory> notifiers,
        List<Command> commands,
        List<Route> routes,
        List<Listening> responders,
        List<Listening> hearers) {

    static final Contribution NOTHING =
            new Contribution(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    Contribution {
        types = List.copyOf(types);
        adapters = List.copyOf(adapters);
        notifiers = List.copyOf(notifiers);
        commands = List.copyOf(commands);
        routes = List.copyOf(routes);
        responders = List.copyOf(responders);
        hearers = List.copyOf(hearers);
    }

    Contribution with(Command command) {
        return new Contribution(types, adapters, notifiers, plus(commands, command), routes, responders, hearers);
    }

    Contribution responding(Listening listening) {
        return new Contribution(types, adapters, notifiers, commands, routes, plus(responders, listening), hearers);
    }

    Contribution hearing(Listening listening) {
        return new Contribution(types, adapters, notifiers, commands, routes, responders, plus(hearers, listening));
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }
}
