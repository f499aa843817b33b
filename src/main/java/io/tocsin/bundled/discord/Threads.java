package io.tocsin.bundled.discord;

import io.tocsin.bundled.discord.Rest.Failure;
import io.tocsin.spi.Message;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.StandardGuildMessageChannel;
import net.dv8tion.jda.api.utils.data.DataObject;

/** Threads under messages: opened when they are first needed, and looked through for what was posted. */
final class Threads {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_KEPT = 1_000;
    /** A room posts one message after the other, so what is looked for is in a thread that moved lately. */
    private static final int MOST_SEARCHED = 8;

    private final Supplier<Optional<JDA>> connection;
    private final Rest rest;
    /** The names for threads that may be opened, by the message's id. */
    private final Map<String, String> titles = Collections.synchronizedMap(new Latest());

    Threads(Supplier<Optional<JDA>> connection, Rest rest) {
        this.connection = connection;
        this.rest = rest;
    }

    private static final class Latest extends LinkedHashMap<String, String> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_KEPT;
        }
    }

    /** Sends into a channel, perhaps as a reply to a message there. */
    @FunctionalInterface
    interface Send {
        Reference send(String channel, Optional<String> repliesTo) throws Failure;
    }

    void titled(Reference posted, Message message) {
        titles.put(posted.message(), name(message));
    }

    private static String name(Message message) {
        String first = message.title().isBlank() ? message.text().strip() : message.title();
        String name = Plain.label(first.lines().findFirst().orElse(""), LONGEST_NAME);
        return name.isEmpty() ? "Thread" : name;
    }

    /** Sends into the thread under a message; where there can be none, as a reply to the message. */
    Reference under(Reference parent, Message message, Send send) throws Failure {
        Optional<ThreadChannel> known =
                connection.get().map(jda -> jda.getThreadChannelById(parent.message()));
        if (known.isPresent()) {
            return known.get().isLocked()
                    ? send.send(parent.channel(), Optional.of(parent.message()))
                    : sendInto(parent, send);
        }
        try {
            rest.openThread(parent.channel(), parent.message(),
                    Optional.ofNullable(titles.get(parent.message())).orElseGet(() -> name(message)));
        } catch (Failure failure) {
            switch (failure.code()) {
                case Failure.THREAD_EXISTS -> {
                }
                case Failure.NO_PERMISSION, Failure.WRONG_KIND_OF_CHANNEL, Failure.UNKNOWN_MESSAGE,
                        Failure.TOO_MANY_THREADS -> {
                    return send.send(parent.channel(), Optional.of(parent.message()));
                }
                default -> throw failure;
            }
        }
        return sendInto(parent, send);
    }

    private static Reference sendInto(Reference parent, Send send) throws Failure {
        try {
            return send.send(parent.message(), Optional.empty());
        } catch (Failure failure) {
            if (failure.code() == Failure.UNKNOWN_CHANNEL) {
                return send.send(parent.channel(), Optional.of(parent.message()));
            }
            throw failure;
        }
    }

    /** The message with these marks, in a channel or in one of its threads that moved lately. */
    Optional<Reference> find(String channel, Marks marks) throws Failure {
        List<DataObject> history = rest.history(channel);
        Optional<Reference> here = search(channel, history, marks);
        if (here.isPresent()) {
            return here;
        }
        for (String thread : threads(channel, history)) {
            Optional<Reference> there = search(thread, rest.history(thread), marks);
            if (there.isPresent()) {
                return there;
            }
        }
        return Optional.empty();
    }

    private Optional<Reference> search(String channel, List<DataObject> history, Marks marks) {
        String self = connection.get().map(jda -> jda.getSelfUser().getId()).orElse("");
        return history.stream()
                .filter(message -> message.getObject("author").getString("id").equals(self))
                .filter(message -> has(message, marks))
                .findFirst()
                .map(message -> new Reference(channel, message.getString("id")));
    }

    private static boolean has(DataObject message, Marks marks) {
        return message.getString("nonce", "").equals(marks.nonce())
                || message.optArray("embeds").stream()
                        .flatMap(embeds -> embeds.stream((array, i) -> array.getObject(i)))
                        .flatMap(embed -> embed.optObject("footer").stream())
                        .anyMatch(footer -> footer.getString("text", "").endsWith(marks.marker()));
    }

    /** The threads of a channel, the one that moved last first. */
    private List<String> threads(String channel, List<DataObject> history) {
        Map<String, Long> moved = new LinkedHashMap<>();
        for (DataObject message : history) {
            message.optObject("thread").ifPresent(thread -> moved.put(
                    thread.getString("id"), thread.getUnsignedLong("last_message_id", 0)));
        }
        connection.get()
                .map(jda -> jda.getChannelById(StandardGuildMessageChannel.class, channel))
                .ifPresent(parent -> parent.getThreadChannels()
                        .forEach(thread -> moved.merge(thread.getId(), thread.getLatestMessageIdLong(), Math::max)));
        return moved.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_SEARCHED)
                .map(Map.Entry::getKey)
                .toList();
    }
}
