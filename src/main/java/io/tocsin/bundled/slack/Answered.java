package io.tocsin.bundled.slack;

import io.tocsin.spi.Answers;
import io.tocsin.spi.Message;
import io.tocsin.spi.RoomException;
import java.util.concurrent.atomic.AtomicInteger;

/** The ways back to whoever said something. */
final class Answered {

    /** How often Slack takes an answer at the address that comes with a click or a command. */
    private static final int USES = 5;

    private Answered() {}

    /**
     * Where something was said.
     *
     * @param thread the message whose thread it is; empty for none
     */
    record Spot(String channel, String user, String thread) {

        boolean isPrivate() {
            return channel.startsWith("D");
        }
    }

    /** To a text message: in its place, or to that person's eyes alone. */
    static Answers text(Messages messages, Spot spot) {
        return new Typed(messages, spot);
    }

    private record Typed(Messages messages, Spot spot) implements Answers {

        @Override
        public void answer(Message message, boolean personal) throws RoomException {
            if (personal && !spot.isPrivate()) {
                messages.whisper(spot.channel, spot.user, spot.thread, message);
            } else {
                messages.post(spot.channel, spot.thread, "", message);
            }
        }

        @Override
        public boolean isMessage() {
            return true;
        }
    }

    /** To a slash command: all may see it unless it is personal. */
    static Answers command(Messages messages, Spot spot, String url) {
        return new Response(messages, spot, url, false, "", new AtomicInteger());
    }

    /**
     * To a click: the message that was clicked is there for all, the answer is not.
     *
     * @param clicked the message whose thread takes files, which cannot be shown to one person alone
     */
    static Answers click(Messages messages, Spot spot, String url, String clicked) {
        return new Response(messages, spot, url, true, clicked, new AtomicInteger());
    }

    /** @param files the thread that takes them; empty for none */
    private record Response(Messages messages, Spot spot, String url, boolean always, String files, AtomicInteger used)
            implements Answers {

        @Override
        public void answer(Message message, boolean personal) throws RoomException {
            boolean taken = used.get() < USES && !url.isEmpty()
                    && messages.respond(url, personal || always, spot.thread, message);
            if (taken) {
                used.incrementAndGet();
            } else {
                messages.whisper(spot.channel, spot.user, spot.thread, message);
            }
            if (!personal) {
                messages.attach(message.attachments(), spot.channel, files);
            }
        }
    }
}
