package io.tocsin.bundled.pager;

import io.tocsin.channel.Named;
import io.tocsin.channel.Sender;
import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;

/** Reads {@code opsgenie.<name>.key} and what goes with it. */
record OpsgenieFactory(InstantSource clock) implements NotifierFactory {

    static final String KIND = "opsgenie";

    private static final List<Setting> SETTINGS = List.of(
            new Setting("*.key", Kind.SECRET, "", "the key of an API integration that may read, create and update"),
            new Setting("*.api-url", Kind.TEXT, Account.API, "https://api.eu.opsgenie.com for the EU region"),
            new Setting("*.priority", Kind.TEXT, Account.DOWN, "of what is down, P1 to P5"),
            new Setting("*.priority-degraded", Kind.TEXT, Account.BAD, "of what works, but badly"));

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public boolean wanted(Settings settings) {
        return !settings.isEmpty();
    }

    @Override
    public Notifier create(Settings settings, Http http) {
        return new OpsgenieNotifier(Named.of(KIND, "key", settings, Account::of), new Sender(http, clock));
    }
}
