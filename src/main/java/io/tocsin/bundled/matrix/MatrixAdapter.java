package io.tocsin.bundled.matrix;

import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.Loop;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Matrix, as one account on one homeserver. */
final class MatrixAdapter implements Adapter {

    private final Pace pace;
    private final Troubles troubles = new Troubles("Matrix");
    private final Api api;
    private final Directory directory;
    private final Messages messages;
    private volatile @Nullable Loop loop;

    MatrixAdapter(MatrixSettings settings, Http http, Pace pace) {
        this.pace = pace;
        this.api = new Api(settings, http, troubles, pace.call());
        this.directory = new Directory(api, troubles);
        this.messages = new Messages(api, directory, troubles);
    }

    @Override
    public void start(Receiver receiver) {
        Sync sync = new Sync(api, directory, pace, receiver);
        Loop asking = new Loop("matrix-sync", pace.backoff(), troubles, it -> {
            sync.look();
            it.worked();
        });
        loop = asking;
        asking.start();
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        return messages.post(address, Optional.empty(), key, message);
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        messages.edit(address, Messages.event(reference), message);
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        return messages.post(address, Optional.of(Messages.event(reference)), key, message);
    }

    @Override
    public String canonical(String address) {
        return directory.canonical(address);
    }

    @Override
    public void checkMention(String mention) {
        if (!Mention.pings(mention)) {
            throw Refusal.of("matrix.mention", mention);
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
