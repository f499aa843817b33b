package io.tocsin.bundled.webhook;

import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code webhook.<name>.url} and what goes with it. */
record WebhookFactory(InstantSource clock) implements NotifierFactory {

    private static final List<Setting> SETTINGS = List.of(
            new Setting("*.url", Kind.SECRET, "", "where messages are posted to; kept secret, as it may hold a token"),
            new Setting("*.secret", Kind.SECRET, "", "signs each body: X-Tocsin-Signature-256 is sha256=<hex HMAC>"),
            new Setting("*.header", Kind.LIST, "", "a header sent along, as \"Name: value\""),
            new Setting("*.edits", Kind.FLAG, "false", "whether it understands the action \"edit\""),
            new Setting("*.find", Kind.FLAG, "false",
                    "whether GET <url>?key=<key> answers {\"reference\": ...} or 404"));

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Notifier create(Settings settings, Http http) {
        Map<String, Hook> hooks = new TreeMap<>();
        for (String name : settings.groups()) {
            hooks.put(name, Hook.of(name, settings.group(name)));
        }
        return new WebhookNotifier(Map.copyOf(hooks), new Sender(http, clock));
    }
}
