package io.tocsin.channel;

import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;

/** Tells the rooms of one {@link Hook}. */
record HookNotifier(Hook hook, Named<HookRoom> rooms, Sender sender) implements Notifier {

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        HookRoom room = rooms.get(address);
        if (room.pace().isPresent()) {
            room.pace().get().take();
        }
        Http.Request request = hook.post(room, key, message, sender.clock().instant());
        if (hook.keyed()) {
            sender.sendKeyed(room.peer(), request, hook.complaints());
            return "";
        }
        return hook.reference(sender.send(room.peer(), request, hook.complaints()));
    }

    @Override
    public boolean edits() {
        return hook.edits();
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        HookRoom room = rooms.get(address);
        Http.Request request = hook.edit(room, reference, message)
                .orElseThrow(() -> new RoomException(Kind.REFUSED, room + " cannot edit"));
        sender.sendAbout(room.peer(), request, hook.complaints());
    }

    @Override
    public void checkMention(String mention) {
        hook.checkMention(mention);
    }

    @Override
    public String toString() {
        return rooms.toString();
    }
}
