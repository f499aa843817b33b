package io.tocsin.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A service that gives out an address a room, with a token in it, and is told by posts to it. */
public interface Hook {

    /** The prefix of its rooms and of its keys. */
    String kind();

    /** The setting that holds the address. */
    default String key() {
        return "url";
    }

    /** The settings that every room needs. */
    default List<String> needed() {
        return List.of(key());
    }

    /** Everything that can be set. */
    default List<Setting> settings() {
        return List.of(new Setting("*." + key(), Kind.SECRET, "", "the address that the service gave out"));
    }

    /**
     * Where a room is posted to.
     *
     * @param room what is set for it, its {@link #key} among it
     * @param all what is set for all rooms
     */
    default String address(Settings room, Settings all) {
        return room.text(key(), "");
    }

    /** The setting to look at when the service does not know us. */
    default String suspect(Settings room) {
        return key();
    }

    /** Whether a conflict means that it has the message already. */
    default boolean keyed() {
        return false;
    }

    /** @param key names this message for ever */
    Http.Request post(HookRoom room, String key, Message message, Instant now);

    /** What is wrong with what it answered. */
    default Complaint.Finder complaints() {
        return Complaint.Finder.usual();
    }

    /** How many messages it takes in what time; empty where it says so itself when it is too much. */
    default Optional<Limit> limit() {
        return Optional.empty();
    }

    /** So many messages in so long a time. */
    record Limit(int most, Duration span) {}

    /** The reference of what was posted; empty where nothing can be changed. */
    default String reference(JsonNode answer) {
        return "";
    }

    /** The request that changes a message; empty where nothing can be changed. */
    default Optional<Http.Request> edit(HookRoom room, String reference, Message message) {
        return Optional.empty();
    }

    default boolean edits() {
        return false;
    }

    /** @throws Refusal if a message cannot ping that */
    default void checkMention(String mention) {
        throw Refusal.of("spi.no-mention", mention);
    }
}
