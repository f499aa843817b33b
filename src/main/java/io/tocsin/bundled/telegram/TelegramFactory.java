package io.tocsin.bundled.telegram;

import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;

/** Reads {@code telegram.token} and what goes with it. */
record TelegramFactory(InstantSource clock, Pace pace) implements AdapterFactory {

    @Override
    public String kind() {
        return TelegramSettings.KIND;
    }

    @Override
    public List<Setting> settings() {
        return TelegramSettings.ALL;
    }

    @Override
    public Adapter create(Settings settings, Http http) {
        return new TelegramAdapter(TelegramSettings.from(settings), http, clock, pace);
    }
}
