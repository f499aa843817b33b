package io.tocsin.chat;

import io.tocsin.chat.LiveTalk.Outcome;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command that nobody typed; its answers are kept and not said. */
final class Errand {

    private static final Logger log = LoggerFactory.getLogger(Errand.class);

    private final LiveTalk.Scene scene;
    private final LiveTalk.Desk desk;
    private final Dispatch dispatch;
    private final List<Message> answers = new CopyOnWriteArrayList<>();

    Errand(LiveTalk.Scene scene, String name, Function<LiveTalk.Desk, Dispatch> dispatch) {
        this.scene = scene;
        this.desk = new LiveTalk.Desk(
                name,
                (_, _, message, _) -> keep(message),
                new Memory<>(LiveTalk.CONFIRMATION), new Memory<>(LiveTalk.CONFIRMATION));
        this.dispatch = dispatch.apply(desk);
    }

    private CompletionStage<Void> keep(Message message) {
        answers.add(message);
        return CompletableFuture.completedFuture(null);
    }

    List<Message> run(Duration limit) {
        String line = scene.incoming().text();
        FutureTask<Outcome> work = new FutureTask<>(() -> outcome(Addressing.clean(line)));
        Thread.ofVirtual().name("tocsin-chat-" + scene.person().id()).start(work);
        try {
            return said(work.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            work.cancel(true);
            log.warn("{}: \"{}\" has not ended within {}", scene.person().id(), line, limit, late);
            throw Refusal.of("chat.errand-late", line, Long.toString(limit.toSeconds()));
        } catch (ExecutionException failed) {
            throw new IllegalStateException("\"" + line + "\" could not be run", failed);
        } catch (InterruptedException stopped) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw Refusal.of("chat.errand-late", line, "0");
        }
    }

    private Outcome outcome(String line) {
        LiveTalk talk = new LiveTalk(scene, line, desk);
        dispatch.answer(talk);
        if (talk.outcome() == Outcome.ASKED) {
            answers.clear();
            talk = new LiveTalk(scene, "yes", desk);
            dispatch.answer(talk);
        }
        talk.answered().join();
        return talk.outcome();
    }

    private List<Message> said(Outcome outcome) {
        if (outcome.equals(Outcome.DONE)) {
            return List.copyOf(answers);
        }
        throw new Refusal(answers.isEmpty() ? outcome.toString() : answers.getLast().plain());
    }
}
