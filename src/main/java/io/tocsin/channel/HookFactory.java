package io.tocsin.channel;

import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;

/** Reads the rooms of a service that gives out addresses: {@code <kind>.<name>.url} and what goes with it. */
public record HookFactory(Hook hook, InstantSource clock) implements NotifierFactory {

    @Override
    public String kind() {
        return hook.kind();
    }

    @Override
    public List<Setting> settings() {
        return hook.settings();
    }

    @Override
    public boolean wanted(Settings settings) {
        return !settings.isEmpty();
    }

    @Override
    public Notifier create(Settings settings, Http http) {
        Named<HookRoom> rooms = Named.of(
                kind(), hook.key(), settings,
                (name, own) -> HookRoom.of(
                        hook, name, own, settings,
                        hook.limit().map(limit -> new Pace(limit.most(), limit.span(), clock))));
        return new HookNotifier(hook, rooms, new Sender(http, clock));
    }
}
