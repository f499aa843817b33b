package io.tocsin.bundled.webhook;

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

/** Reads {@code webhook.<name>.url} and what goes with it. */
record WebhookFactory(InstantSource clock) implements NotifierFactory {

    private static final List<Setting> SETTINGS = List.of(
            new Setting("*.url", Kind.SECRET, "", "where messages are posted to; kept secret, as it may hold a token"),
            new Setting("*.secret", Kind.SECRET, "", "signs each body: X-Tocsin-Signature-256 is sha256=<hex HMAC>"),
            new Setting("*.header", Kind.LIST, "", "a header sent along, as \"Name: value\""),
            new Setting("*.method", Kind.TEXT, "POST", "POST, PUT or PATCH"),
            new Setting("*.form", Kind.TEXT, "json", "json, text, or machine: the text and an array for programs"),
            new Setting("*.body", Kind.TEXT, "", "the whole body, with {title}, {text}, {state}, {monitor}, {url}, "
                    + "{incident}, {severity}, {action}, {key}, {reference} and {machine} filled in"),
            new Setting("*.longest", Kind.NUMBER, "10000", "how long a {text} may be, in characters"),
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
    public boolean wanted(Settings settings) {
        return !settings.isEmpty();
    }

    @Override
    public Notifier create(Settings settings, Http http) {
        return new WebhookNotifier(Named.of(kind(), "url", settings, Hook::of), new Sender(http, clock));
    }
}
