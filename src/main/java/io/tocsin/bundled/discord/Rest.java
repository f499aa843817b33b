package io.tocsin.bundled.discord;

import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.internal.requests.RestActionImpl;
import okhttp3.RequestBody;

/** Requests, each made once, within a limit, and cancelled when nobody waits for it any more. */
final class Rest {

    private static final int UNAUTHORIZED = 401;
    private static final int HISTORY = 100;
    private static final int LONGEST_REMARK = 200;

    private final Supplier<Optional<JDA>> connection;
    private final Supplier<Optional<String>> trouble;
    private final Limits limits;
    private final Duration limit;

    /** @param limit until a request must be answered */
    Rest(Supplier<Optional<JDA>> connection, Supplier<Optional<String>> trouble, Limits limits, Duration limit) {
        this.connection = connection;
        this.trouble = trouble;
        this.limits = limits;
        this.limit = limit;
    }

    /** What Discord says went wrong; the numbers are those of its documentation. */
    static final class Failure extends Exception {

        static final int UNKNOWN_CHANNEL = 10_003;
        static final int UNKNOWN_MESSAGE = 10_008;
        static final int NO_ACCESS = 50_001;
        static final int NO_PERMISSION = 50_013;
        static final int WRONG_KIND_OF_CHANNEL = 50_024;
        static final int THREAD_EXISTS = 160_004;
        static final int TOO_MANY_THREADS = 160_006;

        private static final long serialVersionUID = 1L;
        /** Unknown channel, server, user; no access, no permission; the person takes no direct messages. */
        private static final Set<Integer> PEOPLE_MEND =
                Set.of(UNKNOWN_CHANNEL, 10_004, 10_013, NO_ACCESS, NO_PERMISSION, 50_007);
        /** Unknown message, webhook, interaction; empty, invalid, too large; the click is too long ago. */
        private static final Set<Integer> NEVER =
                Set.of(UNKNOWN_MESSAGE, 10_015, 10_062, 40_005, 50_006, 50_027, 50_035, 50_109);

        private final int code;
        private final RoomException exception;

        Failure(int code, RoomException exception) {
            super(exception);
            this.code = code;
            this.exception = exception;
        }

        int code() {
            return code;
        }

        RoomException exception() {
            return exception;
        }

        boolean isOfTheRoom() {
            return PEOPLE_MEND.contains(code);
        }
    }

    /** @return the message's id */
    String send(String channel, MessageCreateData message, Optional<String> nonce, Optional<String> repliesTo)
            throws Failure {
        DataObject body = message.toData();
        nonce.ifPresent(once -> body.put("nonce", once).put("enforce_nonce", true));
        repliesTo.ifPresent(id -> body.put(
                "message_reference",
                DataObject.empty().put("message_id", id).put("fail_if_not_exists", false)));
        return call(Route.Messages.SEND_MESSAGE.compile(channel), body, message, Response::getObject).getString("id");
    }

    /** Shows another picture; the words above it, which may name somebody, stay. */
    void edit(String channel, String id, MessageCreateData message) throws Failure {
        DataObject body = message.toData().remove("content").remove("tts").remove("flags").remove("poll");
        if (!body.hasKey("components")) {
            body.put("components", DataArray.empty());
        }
        if (!body.hasKey("attachments")) {
            body.put("attachments", DataArray.empty());
        }
        call(Route.Messages.EDIT_MESSAGE.compile(channel, id), body, message, response -> true);
    }

    /** The newest messages, the newest first. */
    List<DataObject> history(String channel) throws Failure {
        Route.CompiledRoute route = Route.Messages.GET_MESSAGE_HISTORY.compile(channel)
                .withQueryParams("limit", Integer.toString(HISTORY));
        return get(route, Response::getArray).stream(DataArray::getObject).toList();
    }

    /** Opens a thread under a message; its id is the message's. */
    void openThread(String channel, String message, String name) throws Failure {
        call(
                Route.Channels.CREATE_THREAD_FROM_MESSAGE.compile(channel, message),
                DataObject.empty().put("name", name), Response::getObject);
    }

    /** @return the channel in which one person is talked to */
    String openDirect(String user) throws Failure {
        return call(Route.Self.CREATE_PRIVATE_CHANNEL.compile(), DataObject.empty().put("recipient_id", user),
                Response::getObject).getString("id");
    }

    DataArray commands(String application) throws Failure {
        return get(Route.Interactions.GET_COMMANDS.compile(application), Response::getArray);
    }

    private <T> T get(Route.CompiledRoute route, Function<Response, T> read) throws Failure {
        return await(new Request<>(jda(), route, Optional.empty(), Optional.empty(), read), route);
    }

    private <T> T call(Route.CompiledRoute route, DataObject body, Function<Response, T> read) throws Failure {
        return await(new Request<>(jda(), route, Optional.of(body), Optional.empty(), read), route);
    }

    private <T> T call(
            Route.CompiledRoute route, DataObject body, MessageCreateData message, Function<Response, T> read)
            throws Failure {
        return await(new Request<>(jda(), route, Optional.of(body), Optional.of(message), read), route);
    }

    private JDA jda() throws Failure {
        return connection.get().orElseThrow(this::notConnected);
    }

    Failure notConnected() {
        return later("Discord is not connected: " + trouble.get().orElse("connecting"), Optional.empty());
    }

    /** Waits for an answer. */
    <T> T await(RestAction<T> action) throws Failure {
        return await(action, Optional.empty());
    }

    private <T> T await(RestAction<T> action, Route.CompiledRoute route) throws Failure {
        return await(action, Optional.of(route));
    }

    private <T> T await(RestAction<T> action, Optional<Route.CompiledRoute> route) throws Failure {
        CompletableFuture<T> answer = submit(action);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw later("Discord did not answer within " + limit.toSeconds() + " s", wait(route));
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw later("nobody waits for Discord any longer", Optional.empty());
        } catch (CancellationException full) {
            throw later("Discord takes no more messages for now", wait(route));
        } catch (ExecutionException failed) {
            throw failure(Objects.requireNonNull(failed.getCause()), route);
        }
    }

    private <T> CompletableFuture<T> submit(RestAction<T> action) throws Failure {
        try {
            return action.timeout(limit.toMillis(), TimeUnit.MILLISECONDS).submit(true);
        } catch (RuntimeException closed) {
            throw later("Discord is not connected", Optional.empty());
        }
    }

    private Optional<Duration> wait(Optional<Route.CompiledRoute> route) {
        return route.flatMap(limits::waitFor);
    }

    private Failure failure(Throwable cause, Optional<Route.CompiledRoute> route) {
        if (cause instanceof CancellationException || cause instanceof TimeoutException) {
            return later("Discord takes no more messages for now", wait(route));
        }
        if (!(cause instanceof ErrorResponseException answer)) {
            return later("Discord was not reached: " + remark(String.valueOf(cause.getMessage())), Optional.empty());
        }
        int code = answer.getErrorCode();
        Kind kind = Failure.NEVER.contains(code) ? Kind.REFUSED : Kind.LATER;
        return new Failure(
                code, new RoomException(kind, said(code, answer), answer, Optional.empty()));
    }

    private static String said(int code, ErrorResponseException answer) {
        if (answer.getResponse().code == UNAUTHORIZED) {
            return Connection.REFUSED;
        }
        String remark = remark(answer.getMeaning());
        return switch (code) {
            case Failure.UNKNOWN_CHANNEL -> "Discord knows no such channel, or no longer";
            case Failure.NO_ACCESS -> "the bot may not see this channel: invite it, or let it View Channel";
            case Failure.NO_PERMISSION -> "the bot lacks a permission in this channel: see the invite link in the log";
            case Failure.UNKNOWN_MESSAGE -> "the message is not there any more";
            default -> answer.getResponse().code > 0
                    ? "Discord answered " + answer.getResponse().code + " (" + code + "): " + remark
                    : "Discord was not reached: " + remark;
        };
    }

    private static String remark(String text) {
        return Plain.label(text, LONGEST_REMARK);
    }

    private static Failure later(String text, Optional<Duration> retryAfter) {
        return new Failure(0, new RoomException(Kind.LATER, text, retryAfter));
    }

    /** One request of ours. */
    private static final class Request<T> extends RestActionImpl<T> {

        private final Optional<DataObject> json;
        private final Optional<MessageCreateData> files;

        Request(
                JDA jda, Route.CompiledRoute route, Optional<DataObject> json, Optional<MessageCreateData> files,
                Function<Response, T> read) {
            super(jda, route, (response, request) -> read.apply(response));
            this.json = json;
            this.files = files;
        }

        @Override
        @SuppressWarnings("NullAway") // no body is null there
        protected RequestBody finalizeData() {
            if (json.isEmpty()) {
                return null;
            }
            return files.map(message -> getMultipartBody(message.getAllDistinctFiles(), json.get()))
                    .orElseGet(() -> getRequestBody(json.get()));
        }
    }
}
