package io.tocsin.bundled.sns;

import io.tocsin.channel.Sender;
import io.tocsin.channel.WebAddress;
import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import io.tocsin.spi.sign.Credentials;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads {@code sns.key-id} and what goes with it. */
record SnsFactory(InstantSource clock) implements NotifierFactory {

    static final String KIND = "sns";

    private static final List<Setting> SETTINGS = List.of(
            new Setting("key-id", Kind.TEXT, "", "the id of an AWS access key that may publish"),
            new Setting("secret", Kind.SECRET, "", "the secret access key"),
            new Setting("region", Kind.TEXT, "", "the region, where it is not the one that the topic's ARN names"),
            new Setting("api-url", Kind.TEXT, "", "the API's address, where it is not the region's own"));

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
        Optional<Credentials> credentials = settings.text("key-id").map(id -> Credentials.of(
                id, settings.text("secret").orElseThrow(() -> Refusal.of("sns.lacks", "sns.secret"))));
        return new SnsNotifier(
                credentials, settings.text("region"),
                settings.text("api-url").map(text -> WebAddress.of("sns.api-url", text)),
                new Sender(http, clock));
    }
}
