package io.tocsin.guarded;

import io.tocsin.guard.Guard;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Command;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.ReportedType;
import io.tocsin.spi.Route;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a guard around the things that a foreign plugin offers. What they say of themselves is asked here, once, and kept:
 * so this runs on the plugin's own thread, and nothing afterwards does without the guard.
 */
public final class Guarded {

    private final Guard guard;

    public Guarded(Guard guard) {
        this.guard = guard;
    }

    public MonitorType type(MonitorType type) {
        return switch (type) {
            case ProbedType probed -> GuardedType.of(probed, guard);
            case ReportedType reported -> GuardedReportedType.of(reported, guard);
        };
    }

    public AdapterFactory adapter(AdapterFactory factory) {
        return GuardedAdapterFactory.of(factory, guard);
    }

    public NotifierFactory notifier(NotifierFactory factory) {
        return GuardedNotifierFactory.of(factory, guard);
    }

    public Command command(Command command) {
        return command.with(
                (talk, arguments) -> guard.call("command " + command.name(), guard.limits().answer(), () -> {
                    command.handler().run(talk, arguments);
                    return true;
                }));
    }

    public Route route(Route route) {
        String what = "route " + route.method() + " " + route.path();
        return new Route(
                route.method(),
                route.path(),
                request -> guard.call(what, guard.limits().answer(),
                        () -> given(route.handler().handle(request), what)));
    }

    /** Foreign code may give null where its contract does not know it. */
    public static <T> T given(@Nullable T value, String by) {
        return Objects.requireNonNull(value, () -> by + " gave null");
    }
}
