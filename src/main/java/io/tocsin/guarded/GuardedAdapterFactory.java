package io.tocsin.guarded;

import io.tocsin.guard.Guard;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.util.List;

/** Makes two-way channels of a drop-in. */
record GuardedAdapterFactory(AdapterFactory factory, Guard guard, String kind, List<Setting> settings)
        implements AdapterFactory {

    /** To be called on the plugin's own thread. */
    static GuardedAdapterFactory of(AdapterFactory factory, Guard guard) {
        return new GuardedAdapterFactory(
                factory, guard, Guarded.given(factory.kind(), "kind()"), List.copyOf(factory.settings()));
    }

    @Override
    public boolean wanted(Settings values) {
        return Guarding.now(guard, kind + " wanted", () -> factory.wanted(values));
    }

    @Override
    public Adapter create(Settings values, Http http) {
        return Guarding.now(
                guard, kind + " create", () -> new GuardedNotifier.TwoWay(factory.create(values, http), guard, kind));
    }
}
