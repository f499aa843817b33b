package io.tocsin.channel.live;

import io.tocsin.channel.Troubles;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Message;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An adapter made of what says something in a chat and what hears there. */
public final class ChatAdapter<R> implements Adapter {

    private final Troubles troubles;
    private final Voice<R> voice;
    private final Function<Receiver, Hearing> ear;
    private volatile @Nullable Hearing hearing;

    /** @param ear makes what hands in to a receiver what is heard */
    public ChatAdapter(Troubles troubles, Voice<R> voice, Function<Receiver, Hearing> ear) {
        this.troubles = troubles;
        this.voice = voice;
        this.ear = ear;
    }

    @Override
    public void start(Receiver receiver) {
        Hearing begun = ear.apply(receiver);
        hearing = begun;
        begun.start();
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        return voice.post(address, Optional.empty(), key, message);
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        voice.edit(address, voice.reference(reference), message);
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        return voice.post(address, Optional.of(voice.reference(reference)), key, message);
    }

    @Override
    public Optional<String> find(String address, String key) throws RoomException {
        return voice.find(address, key);
    }

    @Override
    public String canonical(String address) {
        return voice.canonical(address);
    }

    @Override
    public void checkMention(String mention) {
        voice.checkMention(mention);
    }

    @Override
    public boolean attaches() {
        return voice.attaches();
    }

    @Override
    public Optional<String> trouble() {
        return troubles.line();
    }

    @Override
    public void close() {
        Hearing begun = hearing;
        if (begun != null) {
            begun.close();
        }
        voice.close();
    }
}
