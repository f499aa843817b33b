package io.tocsin.bundled.telegram;

import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.Loop;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Telegram, as one bot. */
final class TelegramAdapter implements Adapter {

    private final Pace pace;
    private final InstantSource clock;
    private final Troubles troubles = new Troubles("Telegram");
    private final Chats chats = new Chats(troubles);
    private final Api api;
    private final Messages messages;
    private volatile @Nullable Loop loop;

    TelegramAdapter(TelegramSettings settings, Http http, InstantSource clock, Pace pace) {
        this.pace = pace;
        this.clock = clock;
        this.api = new Api(settings, http, clock, troubles, chats, pace.call());
        this.messages = new Messages(api, chats);
    }

    @Override
    public void start(Receiver receiver) {
        Updates updates = new Updates(api, chats, messages, pace, clock, receiver);
        Loop asking = new Loop("telegram-updates", pace.backoff(), troubles, it -> {
            updates.look();
            it.worked();
        });
        loop = asking;
        asking.start();
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        return messages.post(Place.of(address), Optional.empty(), key.isEmpty(), message);
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        messages.edit(Place.of(address), Reference.of(reference), message);
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        return messages.post(Place.of(address), Optional.of(Reference.of(reference)), key.isEmpty(), message);
    }

    @Override
    public String canonical(String address) {
        return chats.canonical(address);
    }

    @Override
    public void checkMention(String mention) {
        if (!Mention.pings(mention)) {
            throw Refusal.of("telegram.mention", mention);
        }
    }

    @Override
    public boolean attaches() {
        return true;
    }

    @Override
    public Optional<String> trouble() {
        return troubles.line();
    }

    @Override
    public void close() {
        Loop asking = loop;
        if (asking != null) {
            asking.close();
        }
    }
}
