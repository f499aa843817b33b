package io.tocsin.guarded;

import io.tocsin.guard.Guard;
import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.util.List;

/** Makes one-way channels of a drop-in. */
record GuardedNotifierFactory(NotifierFactory factory, Guard guard, String kind, List<Setting> settings)
        implements NotifierFactory {

    /** To be called on the plugin's own thread. */
    static GuardedNotifierFactory of(NotifierFactory factory, Guard guard) {
        return new GuardedNotifierFactory(
                factory, guard, Guarded.given(factory.kind(), "kind()"), List.copyOf(factory.settings()));
    }

    @Override
    public boolean wanted(Settings values) {
        return Guarding.now(guard, kind + " wanted", () -> factory.wanted(values));
    }

    @Override
    public Notifier create(Settings values, Http http) {
        return Guarding.now(
                guard, kind + " create", () -> new GuardedNotifier(factory.create(values, http), guard, kind));
    }
}
