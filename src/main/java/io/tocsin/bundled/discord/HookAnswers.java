package io.tocsin.bundled.discord;

import io.tocsin.bundled.discord.Rest.Failure;
import io.tocsin.spi.Answers;
import io.tocsin.spi.Message;
import io.tocsin.spi.RoomException;
import java.util.concurrent.locks.ReentrantLock;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;

/**
 * Answers a click or a slash command. "Thinking" stands there already, for everybody or for one person, and that cannot
 * be changed: a personal answer to something public takes its place as a message of its own.
 */
final class HookAnswers implements Answers {

    private final InteractionHook hook;
    private final Rest rest;
    private final boolean quiet;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean thinking = true;

    HookAnswers(InteractionHook hook, Rest rest, boolean quiet) {
        this.hook = hook;
        this.rest = rest;
        this.quiet = quiet;
    }

    @Override
    public void answer(Message message, boolean personal) throws RoomException {
        lock.lock();
        try {
            MessageCreateData data = Renderer.answer(message);
            if (!thinking) {
                more(data, quiet || personal);
            } else if (personal && !quiet) {
                thinking = false;
                rest.await(hook.deleteOriginal());
                more(data, true);
            } else {
                rest.await(hook.editOriginal(MessageEditData.fromCreateData(data)));
                thinking = false;
            }
        } catch (Failure failure) {
            throw failure.exception();
        } finally {
            lock.unlock();
        }
    }

    private void more(MessageCreateData data, boolean personal) throws Failure {
        rest.await(hook.sendMessage(data).setEphemeral(personal));
    }

    /** What was never answered is not left thinking. */
    void finished() {
        lock.lock();
        try {
            if (thinking) {
                thinking = false;
                hook.deleteOriginal().queue(null, Events::unanswered);
            }
        } finally {
            lock.unlock();
        }
    }
}
