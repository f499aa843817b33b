package io.tocsin.bundled.pager;

import io.tocsin.channel.Named;
import io.tocsin.channel.Reached;
import io.tocsin.channel.Sender;
import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;

/** Reads {@code statuspage.<name>.key} and what goes with it. */
record StatuspageFactory(InstantSource clock) implements NotifierFactory {

    static final String KIND = "statuspage";

    private static final List<Setting> SETTINGS = List.of(
            new Setting("*.key", Kind.SECRET, "", "an API key of the organization"),
            new Setting("*.page", Kind.TEXT, "", "the id of the page"),
            new Setting("*.component", Kind.LIST, "",
                    "a component that follows a monitor, as <monitor>=<component id>"),
            new Setting("*.api-url", Kind.TEXT, Page.API, "the API's address, where it is not the usual one"));

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
        return new StatuspageNotifier(
                Named.of(KIND, "key", settings, Page::of), new Sender(http, clock), new Reached());
    }
}
