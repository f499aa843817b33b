package io.tocsin.bundled.sms;

import io.tocsin.channel.Sender;
import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads {@code twilio.sid} and what goes with it. */
record TwilioFactory(InstantSource clock) implements NotifierFactory {

    static final String KIND = "twilio";

    private static final List<Setting> SETTINGS = List.of(
            new Setting("sid", Kind.TEXT, "", "the account's SID"),
            new Setting("token", Kind.SECRET, "", "the account's auth token"),
            new Setting("from", Kind.TEXT, "", "the number or name that messages come from"),
            new Setting("messaging-service", Kind.TEXT, "", "the SID of a messaging service, in place of from"),
            new Setting("segments", Kind.NUMBER, "2", "how many segments a message may have, up to 10"),
            new Setting("api-url", Kind.TEXT, Twilio.API, "the API's address, where it is not the usual one"));

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
        Optional<Twilio> account = settings.text("sid").map(sid -> Twilio.of(sid, settings));
        return new TwilioNotifier(account, new Sender(http, clock));
    }
}
