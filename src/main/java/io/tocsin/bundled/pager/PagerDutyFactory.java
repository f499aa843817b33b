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

/** Reads {@code pagerduty.<name>.key} and what goes with it. */
record PagerDutyFactory(InstantSource clock) implements NotifierFactory {

    static final String KIND = "pagerduty";

    private static final List<Setting> SETTINGS = List.of(
            new Setting("*.key", Kind.SECRET, "", "the integration key of an Events API v2 integration"),
            new Setting("*.api-url", Kind.TEXT, Service.API, "https://events.eu.pagerduty.com for the EU region"));

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
        return new PagerDutyNotifier(Named.of(KIND, "key", settings, Service::of), new Sender(http, clock));
    }
}
