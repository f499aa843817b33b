package io.tocsin.channel.live;

import io.tocsin.channel.Plain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket, from its opening to its end. */
final class Line implements Live.Out, AutoCloseable {

    private static final int LONGEST = 2_000_000;
    private static final Duration SENDING = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Duration patience;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final ReentrantLock sending = new ReentrantLock();
    private volatile @Nullable WebSocket socket;
    private volatile long heard = System.nanoTime();

    Line(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
        ended.whenComplete((_, _) -> release());
    }

    /**
     * Connects.
     *
     * @param texts is given each message, in their order; must return at once
     */
    void open(URI address, Consumer<String> texts) throws IOException, InterruptedException {
        CompletableFuture<WebSocket> opening =
                client.newWebSocketBuilder().connectTimeout(patience).buildAsync(address, new Hearing(texts));
        try {
            socket = opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            opening.cancel(true);
            throw new IOException("no answer within " + patience.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw new IOException(reason(failed.getCause()), failed);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
            return "the WebSocket was refused (" + refused.getResponse().statusCode() + ")";
        }
        String said = failure == null || failure.getMessage() == null
                ? "the WebSocket could not be opened"
                : failure.getMessage();
        return Plain.line(said, 200);
    }

    @Override
    public void say(String text) {
        WebSocket open = socket;
        if (open == null) {
            return;
        }
        sending.lock();
        try {
            open.sendText(text, true).get(SENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | IllegalStateException broken) {
            hangUp("the connection broke");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void hangUp(String why) {
        ended.complete(why);
    }

    /** Completes, with the reason, when the connection is over. */
    CompletableFuture<String> ended() {
        return ended;
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    private void release() {
        WebSocket open = socket;
        if (open != null && !open.isOutputClosed()) {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((_, _) -> {
                open.abort();
                client.shutdownNow();
            }).orTimeout(SENDING.toMillis(), TimeUnit.MILLISECONDS).exceptionally(_ -> {
                client.shutdownNow();
                return open;
            });
        } else {
            client.shutdownNow();
        }
    }

    @Override
    public void close() {
        hangUp("closed");
    }

    /** Puts messages together from their parts. */
    private final class Hearing implements WebSocket.Listener {

        private final Consumer<String> texts;
        private final StringBuilder parts = new StringBuilder();

        private Hearing(Consumer<String> texts) {
            this.texts = texts;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard = System.nanoTime();
            if (parts.length() + data.length() > LONGEST) {
                hangUp("a message of more than " + LONGEST + " characters came");
                return null;
            }
            parts.append(data);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                texts.accept(text);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, java.nio.ByteBuffer message) {
            heard = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String why) {
            hangUp("the connection was closed (" + status + ")");
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            hangUp("the connection broke");
        }
    }
}
