package io.tocsin.bundled.telegram;

import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.ChatAdapter;
import io.tocsin.channel.live.Loop;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;

/** Reads {@code telegram.token} and what goes with it, and is one bot. */
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
        Troubles troubles = new Troubles("Telegram");
        Chats chats = new Chats(troubles);
        Api api = new Api(TelegramSettings.from(settings), http, clock, troubles, chats, pace.call());
        Messages messages = new Messages(api, chats);
        return new ChatAdapter<>(troubles, messages, receiver -> {
            Updates updates = new Updates(api, chats, messages, pace, clock, receiver);
            return new Loop("telegram-updates", pace.backoff(), troubles, updates::look);
        });
    }
}
