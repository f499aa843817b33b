package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.room.Address;
import io.tocsin.room.Lane;
import io.tocsin.spi.Message;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.Severity;
import io.tocsin.text.Words;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends a sample to a room, in its turn among what waits there, and tells what came back. */
final class RoomTrial {

    private static final long PATIENCE_SECONDS = 25;
    private static final int LONGEST = 300;

    private final Desk desk;

    RoomTrial(Desk desk) {
        this.desk = desk;
    }

    void run(ChatTalk talk, String named) throws InterruptedException {
        Address room = desk.notifications().room(RoomCommands.meant(talk, named));
        if (!desk.rooms().reachable(room)) {
            throw Refusal.of("command.room-unreachable", RoomCommands.shown(room),
                    String.join(", ", desk.rooms().channels().keySet()));
        }
        Message sample = Message.of(
                Severity.INFO,
                talk.catalogue().say("command.room-test-title"),
                talk.catalogue().say("command.room-test-text", RoomCommands.shown(room), talk.person().name()));
        String key = "test-" + Long.toString(talk.now().toEpochMilli(), Character.MAX_RADIX);
        long began = System.nanoTime();
        Future<String> sent =
                desk.rooms().call(room, Lane.NOTICE, (channel, place) -> channel.test(place, key, sample));
        talk.say(outcome(RoomCommands.shown(room), sent, began));
    }

    private static Phrase outcome(String room, Future<String> sent, long began) throws InterruptedException {
        try {
            String reference = sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return reference.isEmpty()
                    ? Phrase.of("command.room-test-arrived", room, since(began))
                    : Phrase.of("command.room-test-arrived-as", room, since(began), cut(reference));
        } catch (TimeoutException slow) {
            return Phrase.of("command.room-test-slow", room, Words.length(Duration.ofSeconds(PATIENCE_SECONDS)));
        } catch (ExecutionException failed) {
            Throwable why = Objects.requireNonNullElse(failed.getCause(), failed);
            boolean refused = why instanceof RoomException one && one.kind() == RoomException.Kind.REFUSED;
            return Phrase.of(
                    refused ? "command.room-test-refused" : "command.room-test-failed", room, since(began),
                    cut(String.valueOf(why.getMessage())));
        }
    }

    private static Phrase since(long began) {
        return Words.length(Duration.ofNanos(System.nanoTime() - began));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
