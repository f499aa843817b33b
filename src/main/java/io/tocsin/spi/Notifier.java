package io.tocsin.spi;

import java.util.Optional;

/**
 * A channel to rooms. Calls come one at a time for each room and are given a time limit by the bot; they block until the
 * other side has answered.
 */
public interface Notifier extends AutoCloseable {

    /**
     * Posts a message.
     *
     * @param address the room, without the channel's own prefix
     * @param key names this message for ever; a channel that can should store it with the message, see {@link #find}
     * @return a reference with which the message can be edited or replied to; empty if the channel has none
     * @throws RoomException if the message was refused or nobody knows whether it arrived
     */
    String post(String address, String key, Message message) throws RoomException;

    /** Whether {@link #edit} works. A room that cannot edit gets one message for every change. */
    default boolean edits() {
        return false;
    }

    /** Whether {@link #edit} works in one room, for channels whose rooms differ. */
    default boolean edits(String address) {
        return edits();
    }

    /**
     * Whether incidents that begin together may share one message, which is then edited as they change. A pager wants each
     * for itself. Asked of channels that can edit.
     */
    default boolean digests() {
        return true;
    }

    /**
     * Whether rooms show how monitors stand, as a status page does. They are told of every change in order, of trouble
     * that becomes less too, and the subjects of what they are told of maintenance say how each monitor stands.
     */
    default boolean follows() {
        return false;
    }

    /** Replaces a message. */
    default void edit(String address, String reference, Message message) throws RoomException {
        throw new RoomException(RoomException.Kind.REFUSED, "this channel cannot edit");
    }

    /** Posts into the thread of a message; where there are no threads, as {@link #post}. */
    default String reply(String address, String reference, String key, Message message) throws RoomException {
        return post(address, key, message);
    }

    /**
     * Whether what follows on an incident is a reply to its first message in a room that cannot edit, as mails are; where it
     * can, it always is.
     */
    default boolean threads() {
        return false;
    }

    /** Looks for a message posted under a key, after a crash between post and note; empty if the channel cannot say. */
    default Optional<String> find(String address, String key) throws RoomException {
        return Optional.empty();
    }

    /**
     * The one form of an address that may be written in several ways, as far as that is known by now: two that are equal
     * are the same room.
     */
    default String canonical(String address) {
        return address;
    }

    /**
     * Whether a message may ping somebody, in the words of {@code room.<alias>.mention}. Unless this is overridden nobody
     * can be pinged.
     *
     * @throws Refusal if it cannot
     */
    default void checkMention(String mention) {
        throw Refusal.of("spi.no-mention", mention);
    }

    /** Whether files can be attached to messages; where they cannot, long answers come in pages. */
    default boolean attaches() {
        return false;
    }

    /** The same for what was posted into the thread of a message. */
    default Optional<String> findReply(String address, String reference, String key) throws RoomException {
        return find(address, key);
    }

    /**
     * Shows whether a room is set up as it should be, by posting a sample. Where that would wake somebody or be seen by
     * everybody, the channel asks its service in another way.
     */
    default String test(String address, String key, Message sample) throws RoomException {
        return post(address, key, sample);
    }

    /** Empty when all is well, else what is wrong, in one line. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
